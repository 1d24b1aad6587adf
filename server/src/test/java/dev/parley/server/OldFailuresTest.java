package dev.parley.server;

import static dev.parley.server.TestClient.at;
import static dev.parley.server.TestClient.json;
import static dev.parley.server.TestClient.number;
import static dev.parley.server.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.json.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Failures that an earlier implementation had and that must never come back, each played over a real socket.
class OldFailuresTest {
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void several_devices_of_one_user_typing_are_one_typist_until_the_last_one_stops() {
        try (TestClient viewer = server.client("viewer");
                TestClient phone = server.anonymous();
                TestClient laptop = server.anonymous()) {
            viewer.result("session.create", "{\"session\":\"devices\"}");
            viewer.result("session.join", "{\"session\":\"devices\"}");
            connect(phone, "phone");
            connect(laptop, "laptop");
            phone.result("typing.start", "{\"session\":\"devices\"}");
            assertThat(number(viewer.notice("typing.state"), "/count")).isEqualTo(1);

            laptop.result("typing.start", "{\"session\":\"devices\"}");
            phone.result("typing.stop", "{\"session\":\"devices\"}");
            phone.vanish();
            // Nothing has changed for the viewer, so nothing is told before the next real change.
            viewer.result("session.get", "{\"session\":\"devices\"}");
            laptop.result("typing.start", "{\"session\":\"devices\",\"kind\":\"recording\"}");
            Json changed = viewer.notice("typing.state");
            assertThat(number(changed, "/rev")).isEqualTo(2);
            assertThat(at(changed, "/top")).isEqualTo(json("[{\"user\":\"mia\",\"kind\":\"recording\"}]"));

            laptop.result("typing.stop", "{\"session\":\"devices\"}");
            assertThat(number(viewer.notice("typing.state"), "/count")).isZero();
        }
    }

    private static void connect(TestClient client, String device) {
        client.result("connect", "{\"token\":\"dev:mia\",\"device\":\"%s\"}".formatted(device));
        client.result("session.join", "{\"session\":\"devices\"}");
    }

    @Test
    void invalid_operations_are_answered_gracefully_and_change_nothing() {
        try (TestClient client = server.client("ben")) {
            client.result("session.create", "{\"session\":\"invalid\",\"document\":{\"a\":1}}");
            Json joined = client.result("session.join", "{\"session\":\"invalid\"}");
            String patch = "{\"session\":\"invalid\",\"epoch\":%d,\"baseVersion\":1,\"clientSeq\":%d,\"patch\":%s}";
            long epoch = number(joined, "/epoch");
            Json refused = client.call(
                    "session.patch",
                    patch.formatted(
                            epoch,
                            1,
                            "[{\"op\":\"replace\",\"path\":\"/a\",\"value\":2},{\"op\":\"remove\",\"path\":\"/missing\"}]"));
            assertThat(text(refused, "/error/data/code")).isEqualTo("INVALID_PATCH");
            assertThat(number(refused, "/error/data/index")).isEqualTo(1);
            Json same = client.result("session.get", "{\"session\":\"invalid\"}");
            assertThat(at(same, "/document")).isEqualTo(json("{\"a\":1}"));
            assertThat(number(same, "/version")).isEqualTo(1);

            Json accepted = client.result(
                    "session.patch", patch.formatted(epoch, 2, "[{\"op\":\"replace\",\"path\":\"/a\",\"value\":2}]"));
            assertThat(number(accepted, "/version")).isEqualTo(2);
        }
    }

    @Test
    void unknown_sessions_are_answered_and_recovered_from() {
        try (TestClient client = server.client("cleo")) {
            Json unknown = client.call("session.join", "{\"session\":\"later\"}");
            assertThat(text(unknown, "/error/data/code")).isEqualTo("NOT_FOUND");
            assertThat(text(unknown, "/error/message")).contains("session.create");
            client.result("session.create", "{\"session\":\"later\"}");
            assertThat(number(client.result("session.join", "{\"session\":\"later\"}"), "/version"))
                    .isEqualTo(1);
        }
    }

    @Test
    void everything_acknowledged_is_there_after_a_restart() {
        try (RunningServer restarted = RunningServer.start()) {
            try (TestClient before = restarted.client("dora")) {
                before.result("session.create", "{\"session\":\"kept\",\"document\":{\"a\":1}}");
                before.result("events.publish", "{\"topic\":\"kept.one\",\"data\":{\"n\":1}}");
            }
            restarted.restart();
            try (TestClient after = restarted.client("dora")) {
                Json read = after.result("session.get", "{\"session\":\"kept\"}");
                assertThat(at(read, "/document")).isEqualTo(json("{\"a\":1}"));
                Json history = after.result("events.history", "{\"pattern\":\"kept.**\"}");
                assertThat(at(history, "/events").toString()).contains("kept.one");
            }
        }
    }
}
