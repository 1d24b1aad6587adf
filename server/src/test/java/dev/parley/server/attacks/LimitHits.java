package dev.parley.server.attacks;

import dev.parley.server.RunningServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Pattern;

/// What a server tells its operators of limits that were passed.
final class LimitHits {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private LimitHits() {}

    /// Waits until the limit is counted at least once.
    static void await(RunningServer server, String limit) {
        Pattern counted = Pattern.compile("parley_limit_hits_total\\{limit=\"" + Pattern.quote(limit) + "\"} [1-9]");
        long until = System.nanoTime() + DEADLINE.toNanos();
        String metrics;
        do {
            metrics = metrics(server);
            if (counted.matcher(metrics).find()) {
                return;
            }
        } while (System.nanoTime() - until < 0);
        throw new AssertionError(limit + " is not counted in\n" + metrics);
    }

    static String metrics(RunningServer server) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(server.adminUrl().resolve("/metrics"))
                    .timeout(DEADLINE)
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError(broken);
        }
    }
}
