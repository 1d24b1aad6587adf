package dev.parley.adapters.http;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// `/health/live`: the process answers. It asks nobody else, so that a slow store never gets a process killed.
final class HealthRoutes {
    private HealthRoutes() {}

    static void mount(HttpRules routes, String basePath) {
        routes.get(basePath + "/health/live", HealthRoutes::live);
    }

    private static void live(ServerRequest request, ServerResponse response) {
        response.header(HeaderValues.CONTENT_TYPE_JSON)
                .header(HeaderValues.CACHE_NO_CACHE)
                .send("{\"status\":\"UP\"}");
    }
}
