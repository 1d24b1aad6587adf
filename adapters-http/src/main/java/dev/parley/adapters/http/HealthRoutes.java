package dev.parley.adapters.http;

import dev.parley.gateway.Readiness;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/// `/health/live`: the process answers. It asks nobody else, so that a slow store never gets a process killed.
/// `/health/ready`: the server can do its work; 503 where it cannot, so that a balancer sends clients elsewhere.
final class HealthRoutes {
    private HealthRoutes() {}

    static void mount(HttpRules routes, String basePath, Readiness readiness) {
        routes.get(basePath + "/health/live", HealthRoutes::live);
        routes.get(basePath + "/health/ready", (request, response) -> ready(readiness.trouble(), response));
    }

    private static void ready(Optional<String> trouble, ServerResponse response) {
        response.status(trouble.isEmpty() ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503)
                .header(HeaderValues.CONTENT_TYPE_JSON)
                .header(HeaderValues.CACHE_NO_CACHE)
                .send(trouble.isEmpty() ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\"}");
    }

    private static void live(ServerRequest request, ServerResponse response) {
        response.header(HeaderValues.CONTENT_TYPE_JSON)
                .header(HeaderValues.CACHE_NO_CACHE)
                .send("{\"status\":\"UP\"}");
    }
}
