package dev.parley.server;

import static dev.parley.server.TestClient.at;
import static dev.parley.server.TestClient.json;
import static dev.parley.server.TestClient.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonObject;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server is stopped and started again under its clients' work, on the same port and data.
class RollingRestartTest {
    private static final int CLIENTS = 3;
    private static final int EACH_TIME = 15;
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    @ParameterizedTest
    @ValueSource(strings = {"h2", "sqlite"})
    void everybody_resumes_and_nothing_acknowledged_is_lost(String database) throws Exception {
        List<ReturningClient> clients = new ArrayList<>();
        try (RunningServer server = RunningServer.start(Mode.DEV, Map.of("database", database));
                ReturningListener listener = new ReturningListener(server.url())) {
            Ghost.haunt(server);
            Epochs epochs = prepare(server);
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(new ReturningClient(server.url(), "user" + i, epochs.session(), epochs.stream()));
            }
            awaitWork(clients, listener, 1);
            server.restartInPlace();
            Ghost.requireGone(server);
            awaitWork(clients, listener, 2);
            server.restartInPlace();
            awaitWork(clients, listener, 3);

            clients.forEach(ReturningClient::finish);
            await(clients, listener, () -> clients.stream().allMatch(ReturningClient::isAnswered));
            requireWhole(server, clients, listener);
            for (ReturningClient client : clients) {
                assertThat(client.ends()).hasSize(2).allSatisfy(end -> {
                    assertThat(end.code()).isEqualTo(4200);
                    assertThat(end.reason()).matches("retryAfterMs=[1-3]\\d{3}");
                });
            }
            assertThat(listener.lastWords()).hasSize(2).allMatch(last -> last.matches("retry: [1-3]\\d{3}"));
        } finally {
            clients.forEach(ReturningClient::stop);
            clients.forEach(ReturningClient::close);
        }
    }

    private record Epochs(long session, long stream) {}

    private static Epochs prepare(RunningServer server) {
        try (TestClient owner = server.client("owner")) {
            Json created = owner.result("session.create", "{\"session\":\"shared\",\"joinRole\":\"editor\"}");
            Json subscribed = owner.result("events.subscribe", "{\"pattern\":\"news.**\",\"from\":\"earliest\"}");
            return new Epochs(number(created, "/epoch"), number(subscribed, "/epoch"));
        }
    }

    /// Somebody who typed when the server stopped and never comes back.
    private static final class Ghost {
        static void haunt(RunningServer server) {
            TestClient ghost = server.client("ghost");
            ghost.result("session.create", "{\"session\":\"haunted\",\"joinRole\":\"editor\"}");
            ghost.result("session.join", "{\"session\":\"haunted\"}");
            ghost.result("typing.start", "{\"session\":\"haunted\"}");
        }

        static void requireGone(RunningServer server) {
            try (TestClient viewer = server.client("viewer")) {
                Json joined = viewer.result("session.join", "{\"session\":\"haunted\"}");
                assertThat(((JsonArray) at(joined, "/typing")).items()).isEmpty();
                assertThat(at(joined, "/present")).isEqualTo(json("[{\"user\":\"viewer\"}]"));
            }
        }
    }

    /// Until everybody is there again and has done more than could be left over from before.
    private static void awaitWork(List<ReturningClient> clients, ReturningListener listener, int start) {
        List<Integer> before =
                clients.stream().map(ReturningClient::acknowledged).toList();
        await(
                clients,
                listener,
                () -> listener.streams() >= start
                        && listener.offset()
                                > before.stream().mapToInt(each -> each).sum()
                        && IntStream.range(0, CLIENTS)
                                .allMatch(i -> clients.get(i).acknowledged() >= before.get(i) + EACH_TIME));
    }

    private static void await(List<ReturningClient> clients, ReturningListener listener, BooleanSupplier condition) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            clients.forEach(ReturningClient::requireWell);
            listener.requireWell();
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /// What the server has is what was acknowledged, and every client has seen all of it.
    private static void requireWhole(RunningServer server, List<ReturningClient> clients, ReturningListener listener) {
        Set<String> keys = new HashSet<>();
        Set<String> events = new HashSet<>();
        clients.forEach(client -> {
            keys.addAll(client.acknowledgedKeys());
            events.addAll(client.acknowledgedEvents());
        });
        try (TestClient reader = server.client("reader")) {
            Json read = reader.result("session.get", "{\"session\":\"shared\"}");
            assertThat(((JsonObject) at(read, "/document")).members().keySet())
                    .containsExactlyInAnyOrderElementsOf(keys);
            long head = number(read, "/version");
            assertThat(head).isEqualTo(keys.size() + 1);
            await(
                    clients,
                    listener,
                    () -> listener.offset() == events.size()
                            && clients.stream()
                                    .allMatch(client -> client.version() == head && client.offset() == events.size()));
        }
        assertThat(listener.events()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(events);
    }

    @Test
    void clients_are_told_to_go_one_after_the_other_and_when_to_come_back() throws Exception {
        RunningServer server = RunningServer.start(Mode.DEV, Map.of("shutdown.spreadMillis", "900"));
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Line line = new Line(server.url());
            line.call("connect", "{\"token\":\"dev:user" + i + "\"}", told -> {});
            lines.add(line);
        }
        long start = System.nanoTime();
        Thread stopping = Thread.ofPlatform().start(server::close);
        List<Integer> hints = new ArrayList<>();
        for (Line line : lines) {
            try (line) {
                throw new AssertionError("told " + line.next());
            } catch (Line.Over end) {
                assertThat(end.code()).isEqualTo(4200);
                hints.add(Integer.parseInt(end.reason().replace("retryAfterMs=", "")));
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("the last of three goes after two thirds")
                .isGreaterThan(Duration.ofMillis(590));
        assertThat(hints).isEqualTo(IntStream.of(1_000, 1_666, 2_333).boxed().toList());
        stopping.join();
    }

    @Test
    void who_does_not_go_is_cut_off() throws Exception {
        Map<String, String> settings = Map.of("shutdown.spreadMillis", "0", "shutdown.graceMillis", "300");
        RunningServer server = RunningServer.start(Mode.DEV, settings);
        try (Socket stays = HttpProbe.upgraded(server.url())) {
            long start = System.nanoTime();
            server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("well below what a close handshake may take")
                    .isBetween(Duration.ofMillis(300), Duration.ofMillis(4_500));
            assertThat(stays.getInputStream().readAllBytes()).startsWith((byte) 0x88);
        }
    }
}
