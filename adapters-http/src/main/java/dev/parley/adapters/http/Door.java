package dev.parley.adapters.http;

import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import dev.parley.gateway.Gateway;
import dev.parley.gateway.Guest;
import dev.parley.gateway.LogContext;
import dev.parley.protocol.rpc.Refusal;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.UncheckedIOException;
import java.util.Optional;

/// What every call over HTTP passes: the origin, the token, and on its way out the one place that writes refusals. An
/// exception ends one request and tells nobody its text. Thread-safe.
final class Door {
    private final Cors cors;
    private final Bearer bearer;
    private final Answers answers;
    private volatile Optional<Gateway> gateway = Optional.empty();

    Door(HttpSettings settings, Cors cors) {
        this.cors = cors;
        this.bearer = new Bearer(settings.authenticateWithinMillis());
        this.answers = new Answers(settings.retryAfterSeconds());
    }

    /// What is behind the door.
    interface Room {
        /// Answers, or throws a [Refusal] or [HttpRefusal].
        void answer(ServerRequest request, ServerResponse response, Guest who, Gateway gateway);
    }

    void open(Gateway served) {
        gateway = Optional.of(served);
    }

    void close() {
        gateway = Optional.empty();
    }

    Handler to(Room room) {
        return (request, response) -> guarded(response, () -> {
            cors.admit(request, response);
            Gateway served = gateway.orElseThrow(Door::closed);
            room.answer(request, response, bearer.guest(request, served.authenticator()), served);
        });
    }

    private static HttpRefusal closed() {
        return HttpRefusal.of(503, ErrorCode.SHUTTING_DOWN, "the server is stopping");
    }

    /// For a path that is there, but not with this method.
    Handler refusing(String allowed) {
        return (request, response) -> guarded(response, () -> {
            cors.admit(request, response);
            response.header("Allow", allowed);
            throw HttpRefusal.of(405, ErrorCode.INVALID_REQUEST, "this path answers " + allowed);
        });
    }

    private void refuse(ServerResponse response, int status, Problem problem) {
        problem.limit().ifPresent(limit -> gateway.ifPresent(served -> served.limitHit(limit)));
        answers.refused(response, status, problem);
    }

    private void guarded(ServerResponse response, Runnable step) {
        response.header(Answers.NO_STORE);
        try {
            step.run();
        } catch (Refusal refusal) {
            refuse(response, Answers.statusOf(refusal.problem().code()), refusal.problem());
        } catch (HttpRefusal refusal) {
            refuse(response, refusal.status(), refusal.problem());
        } catch (CloseConnectionException | UncheckedIOException gone) {
            throw gone;
        } catch (RuntimeException fault) {
            answers.refused(
                    response,
                    LogContext.NONE.fault(
                            Door.class, "a request failed", fault, "the server failed; it is not your doing"));
        }
    }
}
