package dev.parley.gateway;

import dev.parley.application.core.Parley;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import dev.parley.protocol.rpc.Refusal;
import dev.parley.protocol.rpc.Request;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;

/// The closed table of methods. A call that fails ends with an answer, never with the connection.
final class Calls {
    private static final System.Logger LOG = System.getLogger(Calls.class.getName());

    private final Map<String, Call> methods = new HashMap<>();

    Calls(Parley core) {
        methods.putAll(new TypingCalls(core.typing()).methods());
        methods.putAll(new SessionCalls(core).methods());
        methods.putAll(new EventCalls(core).methods());
    }

    void run(Client client, Request request, Answer answer) {
        Call call = methods.get(request.method());
        if (call == null) {
            answer.refused(Problem.of(ErrorCode.METHOD_NOT_FOUND, "there is no method " + request.method()));
            return;
        }
        try {
            call.run(client, request.params(), answer);
        } catch (Refusal refusal) {
            answer.refused(refusal.problem());
        } catch (RuntimeException fault) {
            LOG.log(Level.ERROR, "a call failed: " + request.method(), fault);
            answer.refused(Problem.of(ErrorCode.INTERNAL, "the server failed; it is not your doing"));
        }
    }
}
