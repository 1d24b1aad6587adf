package dev.parley.server.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.HttpCaller;
import dev.parley.server.RunningServer;
import dev.parley.server.TestClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Function;

/// Calls without a connection.
final class HttpTrips {
    private static final String EVENT = "{\"topic\":\"a.a\",\"data\":\"" + "x".repeat(100) + "\"}";

    private HttpTrips() {}

    static List<Trip> all() {
        return List.of(
                Trip.of(
                        "HttpSettings maxRequestBytes",
                        "http.maxRequestBytes",
                        50,
                        server -> answered(server, http -> http.post("/v1/events", EVENT))),
                Trip.of("HttpSettings maxStreams", "http.maxStreams", 0, server -> answered(server, HttpTrips::stream)),
                Trip.of("HttpSettings maxPatches", "http.maxPatches", 0, server -> {
                    try (TestClient author = server.client("author")) {
                        Trip.create(author, "s");
                    }
                    return answered(server, http -> http.patch("/v1/sessions/s", "[]"));
                }),
                Trip.of("HttpSettings retryAfterSeconds", "http.retryAfterSeconds", 7, server -> {
                            try (HttpCaller http = new HttpCaller(server, "author")) {
                                assertThat(HttpCaller.header(stream(http), "Retry-After"))
                                        .isEqualTo("7");
                                return Trip.NOTHING;
                            }
                        })
                        .and("http.maxStreams", 0));
    }

    private static HttpResponse<String> stream(HttpCaller http) {
        return http.get("/v1/events?pattern=a.a", "Accept", "text/event-stream");
    }

    private static String answered(RunningServer server, Function<HttpCaller, HttpResponse<String>> call) {
        try (HttpCaller http = new HttpCaller(server, "author")) {
            HttpResponse<String> answer = call.apply(http);
            return answer.statusCode() + " " + TestClient.text(TestClient.json(answer.body()), "/code");
        }
    }
}
