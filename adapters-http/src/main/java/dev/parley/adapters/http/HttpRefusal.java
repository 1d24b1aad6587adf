package dev.parley.adapters.http;

import dev.parley.domain.json.JsonString;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;

/// A refusal whose status does not follow from its code. Without a stack trace: bad requests must stay cheap.
final class HttpRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    @SuppressWarnings("serial") // refusals are caught where they were thrown, never serialized
    private final Problem problem;

    HttpRefusal(int status, Problem problem) {
        super(problem.message(), null, false, false);
        this.status = status;
        this.problem = problem;
    }

    static HttpRefusal of(int status, ErrorCode code, String message) {
        return new HttpRefusal(status, Problem.of(code, message));
    }

    /// More at a time than `limit` lets through; when to come back is said in the header.
    static HttpRefusal busy(int status, String limit, String message) {
        return new HttpRefusal(
                status, Problem.of(ErrorCode.RATE_LIMITED, message).with("limit", new JsonString(limit)));
    }

    int status() {
        return status;
    }

    Problem problem() {
        return problem;
    }
}
