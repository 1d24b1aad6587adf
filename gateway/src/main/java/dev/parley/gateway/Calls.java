package dev.parley.gateway;

import dev.parley.application.core.Parley;
import dev.parley.domain.json.PatchLimits;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import dev.parley.protocol.rpc.Refusal;
import dev.parley.protocol.rpc.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The closed table of methods, and the one place that knows which of them need a connection. A call that fails ends
/// with an answer, never with the connection.
final class Calls {
    /// What a connection says to its gate, which is where it is answered.
    private static final Set<String> TO_THE_GATE = Set.of("connect", "refreshToken");

    private final Pace pace;
    private final Map<String, Call<Requester>> methods = new HashMap<>();

    Calls(Parley core, PatchLimits patches, Pace pace) {
        this.pace = pace;
        TypingCalls typing = new TypingCalls(core.typing());
        SessionCalls sessions = new SessionCalls(core, patches);
        EventCalls events = new EventCalls(core);
        methods.putAll(sessions.methods());
        methods.putAll(events.methods());
        typing.methodsOfConnections().forEach(this::addForConnections);
        sessions.methodsOfConnections().forEach(this::addForConnections);
        events.methodsOfConnections().forEach(this::addForConnections);
    }

    private void addForConnections(String name, Call<Client> call) {
        methods.put(name, (requester, params, answer) -> {
            switch (requester) {
                case Client client -> call.run(client, params, answer);
                case StatelessClient stateless -> answer.refused(connectionRequired(name));
            }
        });
    }

    void run(Requester client, Request request, Answer answer) {
        pace.refusal(client, request.method()).ifPresentOrElse(answer::refused, () -> runNow(client, request, answer));
    }

    private void runNow(Requester client, Request request, Answer answer) {
        Call<Requester> call = methods.get(request.method());
        if (call == null) {
            answer.refused(unknown(request.method()));
            return;
        }
        try {
            call.run(client, request.params(), answer);
        } catch (Refusal refusal) {
            answer.refused(refusal.problem());
        } catch (RuntimeException fault) {
            answer.refused(LogContext.of(client.caller())
                    .fault(
                            Calls.class,
                            "a call failed: " + request.method(),
                            fault,
                            "the server failed; it is not your doing"));
        }
    }

    private static Problem unknown(String method) {
        return TO_THE_GATE.contains(method)
                ? connectionRequired(method)
                : Problem.of(ErrorCode.METHOD_NOT_FOUND, "there is no method " + method);
    }

    private static Problem connectionRequired(String method) {
        return Problem.of(ErrorCode.CONNECTION_REQUIRED, method + " needs a connection: open a WebSocket");
    }
}
