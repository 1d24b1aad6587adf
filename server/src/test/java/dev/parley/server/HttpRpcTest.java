package dev.parley.server;

import static dev.parley.server.HttpCaller.header;
import static dev.parley.server.TestClient.at;
import static dev.parley.server.TestClient.json;
import static dev.parley.server.TestClient.number;
import static dev.parley.server.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls by `POST /v1/rpc`, beside a client over a WebSocket.
class HttpRpcTest {
    private static RunningServer server;
    private static HttpCaller ana;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
        ana = new HttpCaller(server, "ana");
    }

    @AfterAll
    static void stop() {
        ana.close();
        server.close();
    }

    @Test
    void a_session_is_made_patched_and_read_without_a_connection() {
        Json created = at(ana.call("session.create", "{\"session\":\"rpc\",\"document\":{\"a\":1}}"), "/result");
        Json patched = ana.call("session.patch", """
                {"session":"rpc","epoch":%d,"baseVersion":1,"clientSeq":1,
                 "patch":[{"op":"add","path":"/b","value":2}]}""".formatted(number(created, "/epoch")));
        assertThat(number(patched, "/result/version")).isEqualTo(2);
        assertThat(at(ana.call("session.get", "{\"session\":\"rpc\"}"), "/result/document"))
                .isEqualTo(json("{\"a\":1,\"b\":2}"));
    }

    @Test
    void a_connection_hears_what_was_published_over_http() {
        try (TestClient ben = server.client("ben")) {
            ben.result("events.subscribe", "{\"pattern\":\"rpc.**\"}");
            Json published = ana.call("events.publish", "{\"topic\":\"rpc.a\",\"data\":{\"n\":7}}");
            assertThat(text(published, "/result/durable")).isEqualTo("os");
            assertThat(number(ben.notice("event"), "/event/data/n")).isEqualTo(7);
        }
    }

    @Test
    void a_named_device_keeps_its_own_count() {
        Json created = at(ana.call("session.create", "{\"session\":\"devices\"}"), "/result");
        String call = """
                {"jsonrpc":"2.0","id":1,"method":"session.patch","params":{"session":"devices","epoch":%d,
                 "baseVersion":1,"clientSeq":1,"patch":[{"op":"add","path":"/x","value":1}]}}""".formatted(number(created, "/epoch"));
        Json first = json(ana.post("/v1/rpc", call, "Parley-Device", "one").body());
        Json again = json(ana.post("/v1/rpc", call, "Parley-Device", "one").body());
        Json other = json(ana.post("/v1/rpc", call, "Parley-Device", "two").body());
        assertThat(text(first, "/result/outcome")).isEqualTo("applied");
        assertThat(at(again, "/result/duplicate")).isEqualTo(json("true"));
        assertThat(at(other, "/result/duplicate")).isEqualTo(json("false"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connect",
                "refreshToken",
                "session.join",
                "session.leave",
                "events.subscribe",
                "events.unsubscribe",
                "typing.start",
                "typing.stop"
            })
    void what_needs_a_connection_says_so(String method) {
        assertThat(text(ana.call(method, "{}"), "/error/data/code")).isEqualTo("CONNECTION_REQUIRED");
    }

    @Test
    void a_clearing_needs_its_number() {
        String unnumbered = "{\"topic\":\"rpc.t\",\"data\":1,\"typing\":{\"session\":\"rpc\"}}";
        Json refused = ana.call("events.publish", unnumbered);
        assertThat(text(refused, "/error/data/code")).isEqualTo("INVALID_PARAMS");
        assertThat(text(refused, "/error/data/field")).isEqualTo("typing.seq");
        Json numbered = ana.call("events.publish", unnumbered.replace("\"rpc\"}", "\"rpc\",\"seq\":1}"));
        assertThat(number(numbered, "/result/offset")).isPositive();
    }

    @Test
    void a_batch_is_answered_in_its_order_without_its_notifications() {
        HttpResponse<String> answer = ana.post("/v1/rpc", """
                [{"jsonrpc":"2.0","id":"a","method":"session.create","params":{"session":"batch"}},
                 {"jsonrpc":"2.0","method":"session.get","params":{"session":"batch"}},
                 5,
                 {"jsonrpc":"2.0","id":"b","method":"session.get","params":{"session":"batch"}}]""");
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonArray answers = (JsonArray) json(answer.body());
        assertThat(answers.items()).hasSize(3);
        assertThat(text(answers.items().get(0), "/id")).isEqualTo("a");
        assertThat(text(answers.items().get(1), "/error/data/code")).isEqualTo("INVALID_REQUEST");
        assertThat(number(answers.items().get(2), "/result/version")).isEqualTo(1);
    }

    @Test
    void a_notification_has_no_answer() {
        HttpResponse<String> answer = ana.post(
                "/v1/rpc", "{\"jsonrpc\":\"2.0\",\"method\":\"session.create\",\"params\":{\"session\":\"quiet\"}}");
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(number(ana.call("session.get", "{\"session\":\"quiet\"}"), "/result/version"))
                .isEqualTo(1);
    }

    @Test
    void a_document_too_large_for_a_message_travels_over_http() {
        String large = "x".repeat(1_000_000);
        Json created =
                ana.call("session.create", "{\"session\":\"large\",\"document\":{\"text\":\"%s\"}}".formatted(large));
        assertThat(number(created, "/result/version")).isEqualTo(1);
    }

    @Test
    void answers_are_kept_by_nobody() {
        assertThat(header(ana.post("/v1/rpc", "{}"), "cache-control")).isEqualTo("no-store");
    }
}
