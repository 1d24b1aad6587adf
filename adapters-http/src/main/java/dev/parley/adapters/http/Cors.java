package dev.parley.adapters.http;

import dev.parley.domain.shared.ErrorCode;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Which web pages may call (Fetch Standard, CORS protocol): those of the origins that may connect by WebSocket too.
/// Whole serialised origins are compared. Without credentials, because a token is none that a browser adds by itself.
///
/// @param allowed right now: in `dev` it depends on the port
record Cors(Supplier<Set<String>> allowed) {
    private static final String METHODS = "GET, POST, PATCH";
    private static final String HEADERS =
            "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, Last-Event-ID, Parley-Device";
    private static final String EXPOSED = "ETag, Retry-After, WWW-Authenticate";

    /// So long may a browser remember a preflight.
    private static final String MAX_AGE_SECONDS = "600";

    /// Tells an allowed page that it may read the answer.
    ///
    /// @throws HttpRefusal 403 for any other origin
    void admit(ServerRequest request, ServerResponse response) {
        origin(request).ifPresent(origin -> {
            response.header(HeaderNames.VARY, "Origin");
            if (!allowed.get().contains(origin)) {
                throw HttpRefusal.of(403, ErrorCode.FORBIDDEN, "this origin is not allowed");
            }
            response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                    .header(HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        });
    }

    /// The allow-origin line for an answer that is written by hand.
    Optional<String> admitted(ServerRequest request) {
        return origin(request).filter(allowed.get()::contains);
    }

    /// `OPTIONS` before the real request.
    Handler preflight() {
        return (request, response) -> {
            try {
                admit(request, response);
            } catch (HttpRefusal notAllowed) {
                response.status(Status.FORBIDDEN_403).send();
                return;
            }
            response.header(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                    .header(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS)
                    .header(HeaderNames.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS)
                    .status(Status.NO_CONTENT_204)
                    .send();
        };
    }

    /// Several in one request are no origin that anybody allows.
    private static Optional<String> origin(ServerRequest request) {
        return request.headers().contains(HeaderNames.ORIGIN)
                ? Optional.of(String.join(
                        ",", request.headers().get(HeaderNames.ORIGIN).allValues()))
                : Optional.empty();
    }
}
