package dev.parley.adapters.http;

import dev.parley.gateway.Gateway;
import dev.parley.gateway.Readiness;
import dev.parley.listener.CapturedChannels;
import dev.parley.listener.Web;
import dev.parley.listener.WebTransport;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/// Our protocol over plain HTTP (RFC 9110) on the shared listener, with `/health/live` and `/health/ready`, and where
/// it
/// is wanted the page at `/`.
public final class HttpTransport implements WebTransport {
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final HttpSettings settings;
    private final IntFunction<Set<String>> originsOnPort;
    private final Readiness readiness;
    private final Door door;
    private final Cors cors;
    private final Streams streams;
    private volatile Set<String> origins;

    public HttpTransport(HttpSettings settings) {
        this(settings, port -> settings.origins(), Optional::empty);
    }

    /// @param originsOnPort the origins to allow, once the port is bound; before, those of the settings
    public HttpTransport(HttpSettings settings, IntFunction<Set<String>> originsOnPort, Readiness readiness) {
        this.settings = settings;
        this.originsOnPort = originsOnPort;
        this.readiness = readiness;
        this.origins = settings.origins();
        this.cors = new Cors(() -> origins);
        this.door = new Door(settings, cors);
        this.streams = new Streams(settings.maxStreams());
    }

    /// For `dev`: the page shows what the server can do.
    public static HttpTransport withPage() {
        return new HttpTransport(HttpSettings.DEFAULTS.withPage());
    }

    public static HttpTransport withoutPage() {
        return new HttpTransport(HttpSettings.DEFAULTS);
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public void mount(Web web) {
        HttpRouting.Builder routes = web.routing();
        routes.addFilter(new ClosingFilter());
        routes.addFilter(new SecurityHeaders());
        HealthRoutes.mount(routes, settings.basePath(), readiness);
        mountCalls(routes, web.channels());
        if (settings.page()) {
            new PageFiles().mount(routes, settings.basePath());
        }
    }

    private void mountCalls(HttpRouting.Builder routes, CapturedChannels channels) {
        String rpc = settings.basePath() + "/v1/rpc";
        routes.post(rpc, door.to(new RpcRoute(settings)));
        close(routes, rpc, "POST");
        String events = settings.basePath() + "/v1/events";
        EventRoutes eventRoutes = new EventRoutes(settings);
        routes.post(events, door.to(eventRoutes::publish));
        StreamRoute streamRoute = new StreamRoute(settings, channels, streams);
        routes.get(events, door.to((request, response, who, gateway) -> {
            Door.Room room = StreamRoute.isWanted(request) ? streamRoute : eventRoutes::page;
            room.answer(request, response, who, gateway);
        }));
        close(routes, events, "GET, POST");
        String session = settings.basePath() + "/v1/sessions/{session}";
        routes.get(session, door.to(new SessionRoutes(settings)::read));
        routes.patch(session, door.to(new PatchRoute(settings)));
        close(routes, session, "GET, PATCH");
    }

    /// Preflights, and every method that a path does not have.
    private void close(HttpRouting.Builder routes, String path, String allowed) {
        Handler refusing = door.refusing(allowed);
        routes.options(path, cors.preflight());
        routes.any(path, refusing);
    }

    @Override
    public void bound(int port) {
        origins = originsOnPort.apply(port);
    }

    @Override
    public Running open(Gateway gateway) {
        door.open(gateway);
        return new Open();
    }

    private final class Open implements Running {
        @Override
        public void drain(Duration spread) {
            door.close();
            streams.endAll(spread, MARGIN);
        }

        @Override
        public void close() {
            drain(Duration.ZERO);
        }
    }
}
