package dev.parley.adapters.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Locale;

/// Closes a connection behind an answer where the client or the answer says `Connection: close` (RFC 9112 §9.6).
/// Helidon only says so too and then waits for a next request, until its idle timer.
final class ClosingFilter implements Filter {
    private static final String CLOSE = "close";

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        response.whenSent(() -> {
            if (isAskedFor(request)
                    || response.headers().values(HeaderNames.CONNECTION).contains(CLOSE)) {
                throw new CloseConnectionException("either side has said so");
            }
        });
        chain.proceed();
    }

    private static boolean isAskedFor(RoutingRequest request) {
        return Fields.of(request, HeaderNames.CONNECTION).stream()
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(CLOSE));
    }
}
