package dev.parley.protocol.rpc;

import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;

/// Says that a request cannot be read, from wherever in its reading that shows; caught in the one place
/// that answers. Without a stack trace: bad requests are a client's doing and must stay cheap.
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // refusals are caught where they were thrown, never serialized
    private final Problem problem;

    public Refusal(Problem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    static Refusal ofField(ErrorCode code, String field, String message) {
        return new Refusal(Problem.field(code, field, message));
    }

    public Problem problem() {
        return problem;
    }
}
