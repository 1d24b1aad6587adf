package dev.parley.adapters.http;

import dev.parley.gateway.Gateway;
import dev.parley.listener.Web;
import dev.parley.listener.WebTransport;
import java.time.Duration;

/// Plain HTTP (RFC 9110) on the shared listener: `/health/live`, and where it is wanted the page at `/`.
///
/// Requests are answered at once and hold nothing, so there is nothing to drain.
public final class HttpTransport implements WebTransport {
    private final boolean page;

    private HttpTransport(boolean page) {
        this.page = page;
    }

    /// For `dev`: the page shows what the server can do.
    public static HttpTransport withPage() {
        return new HttpTransport(true);
    }

    public static HttpTransport withoutPage() {
        return new HttpTransport(false);
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public void mount(Web web) {
        web.routing().addFilter(new SecurityHeaders());
        HealthRoutes.mount(web.routing());
        if (page) {
            new PageFiles().mount(web.routing());
        }
    }

    @Override
    public Running open(Gateway gateway) {
        return new Nothing();
    }

    private static final class Nothing implements Running {
        @Override
        public void drain(Duration spread) {}

        @Override
        public void close() {}
    }
}
