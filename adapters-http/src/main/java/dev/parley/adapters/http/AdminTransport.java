package dev.parley.adapters.http;

import dev.parley.gateway.Gateway;
import dev.parley.gateway.Readiness;
import dev.parley.listener.Web;
import dev.parley.listener.WebTransport;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.function.Supplier;

/// For operators, on a port of its own that only this machine reaches: `/metrics`, `/health/live` and
/// `/health/ready`.
public final class AdminTransport implements WebTransport {
    private final String metricsType;
    private final Supplier<byte[]> metrics;
    private final Readiness readiness;

    /// @param metricsType media type of what `metrics` gives
    /// @param metrics asked at each request
    public AdminTransport(String metricsType, Supplier<byte[]> metrics, Readiness readiness) {
        this.metricsType = metricsType;
        this.metrics = metrics;
        this.readiness = readiness;
    }

    @Override
    public String name() {
        return "admin";
    }

    @Override
    public void mount(Web web) {
        HttpRouting.Builder routes = web.routing();
        routes.addFilter(new ClosingFilter());
        routes.addFilter(new SecurityHeaders());
        routes.get("/metrics", (request, response) -> send(response, metricsType, metrics.get()));
        HealthRoutes.mount(routes, "", readiness);
    }

    private static void send(ServerResponse response, String type, byte[] content) {
        response.header(HeaderNames.CONTENT_TYPE, type)
                .header(HeaderValues.CACHE_NO_CACHE)
                .send(content);
    }

    @Override
    public Running open(Gateway gateway) {
        return new Open();
    }

    private static final class Open implements Running {
        @Override
        public void drain(Duration spread) {}

        @Override
        public void close() {}
    }
}
