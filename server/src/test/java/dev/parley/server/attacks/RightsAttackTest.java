package dev.parley.server.attacks;

import static dev.parley.server.TestClient.at;
import static dev.parley.server.TestClient.has;
import static dev.parley.server.TestClient.json;
import static dev.parley.server.TestClient.number;
import static dev.parley.server.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.access.Grants;
import dev.parley.domain.access.Role;
import dev.parley.domain.access.TopicAction;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.json.Json;
import dev.parley.server.RunningServer;
import dev.parley.server.TestClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Signed-in users who want what is not theirs: refused, and told no more than if it were not there.
class RightsAttackTest {
    private static final Grants VIEWER =
            new Grants(List.of(new Grants.ForSessions("*", Role.VIEWER)), List.of(topics(TopicAction.SUBSCRIBE)));
    private static final String PATCH = "{\"session\":\"ID\",\"epoch\":1,\"baseVersion\":1,\"clientSeq\":1,"
            + "\"patch\":[{\"op\":\"add\",\"path\":\"/x\",\"value\":1}]}";

    private static RunningServer server;
    private static TestClient owner;
    private static long epoch;

    private TestClient stranger;

    private static Grants.ForTopics topics(TopicAction... actions) {
        return new Grants.ForTopics(new TopicPattern("orders.**"), Set.of(actions));
    }

    @BeforeAll
    static void start() {
        server = Keyring.serve(Map.of());
        owner = Keyring.client(server, "acme", "owner", "d", Grants.ALL);
        owner.result("session.create", "{\"session\":\"open\",\"joinRole\":\"editor\",\"document\":{\"a\":1}}");
        owner.result("session.create", "{\"session\":\"shut\",\"joinRole\":\"none\",\"document\":{\"a\":1}}");
        epoch = number(owner.result("session.join", "{\"session\":\"open\"}"), "/epoch");
        owner.result("session.join", "{\"session\":\"shut\"}");
        owner.result("events.publish", "{\"topic\":\"orders.a\",\"data\":{\"secret\":\"of acme\"}}");
    }

    @AfterAll
    static void stop() {
        owner.close();
        server.close();
    }

    @BeforeEach
    void connect() {
        stranger = Keyring.client(server, "acme", "stranger", "d", Grants.ALL);
    }

    @AfterEach
    void leave() {
        stranger.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "session.patch | " + PATCH,
                "session.setRole | {\"session\":\"ID\",\"user\":\"viewer\",\"role\":\"editor\"}",
                "session.create | {\"session\":\"another\"}",
                "typing.start | {\"session\":\"ID\"}",
                "events.publish | {\"topic\":\"orders.a\",\"data\":1}",
                "events.history | {\"pattern\":\"orders.a\"}",
                "events.subscribe | {\"pattern\":\"bills.**\"}"
            })
    void who_may_only_look_changes_nothing(String method, String params) {
        try (TestClient viewer = Keyring.client(server, "acme", "viewer", "d", VIEWER)) {
            viewer.result("session.join", "{\"session\":\"open\"}");
            String filled = params.replace("ID", "open").replace("\"epoch\":1", "\"epoch\":" + epoch);
            assertThat(text(viewer.call(method, filled), "/error/data/code")).isEqualTo("FORBIDDEN");
            assertThat(at(owner.result("session.get", "{\"session\":\"open\"}"), "/document"))
                    .isEqualTo(json("{\"a\":1}"));
        }
    }

    /// Of this tenant and closed to the caller, of another tenant, and of nobody: one answer, byte for byte.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "session.join | {\"session\":\"ID\"}",
                "session.join | {\"session\":\"ID\",\"since\":{\"epoch\":1,\"version\":1,\"pending\":true}}",
                "session.get | {\"session\":\"ID\"}",
                "session.patch | " + PATCH,
                "session.leave | {\"session\":\"ID\"}",
                "session.setRole | {\"session\":\"ID\",\"user\":\"stranger\",\"role\":\"editor\"}",
                "typing.start | {\"session\":\"ID\"}"
            })
    void what_is_not_yours_answers_like_what_does_not_exist(String method, String params) {
        try (TestClient foreigner = Keyring.client(server, "emca", "owner", "d", Grants.ALL)) {
            Json nobodys = stranger.call(method, params.replace("ID", "none"));
            assertThat(text(nobodys, "/error/data/code")).isEqualTo("NOT_FOUND");
            String expected = at(nobodys, "/error").toString().replace("none", "ID");
            for (String of : List.of("shut", "none")) {
                assertThat(errorOf(stranger, method, params, of))
                        .as("of this tenant: " + of)
                        .isEqualTo(expected);
            }
            for (String of : List.of("open", "shut", "none")) {
                assertThat(errorOf(foreigner, method, params, of))
                        .as("of another tenant: " + of)
                        .isEqualTo(expected);
            }
        }
    }

    private static String errorOf(TestClient client, String method, String params, String id) {
        return at(client.call(method, params.replace("ID", id)), "/error")
                .toString()
                .replace(id, "ID");
    }

    @Test
    void a_subscription_that_ended_is_like_one_of_another_connection_and_like_none() {
        String others = text(owner.result("events.subscribe", "{\"pattern\":\"orders.a\"}"), "/subscription");
        String own = text(stranger.result("events.subscribe", "{\"pattern\":\"orders.b\"}"), "/subscription");
        stranger.result("events.unsubscribe", "{\"subscription\":\"" + own + "\"}");
        String params = "{\"subscription\":\"ID\"}";
        String none = errorOf(stranger, "events.unsubscribe", params, "none");
        assertThat(errorOf(stranger, "events.unsubscribe", params, own)).isEqualTo(none);
        assertThat(errorOf(stranger, "events.unsubscribe", params, others)).isEqualTo(none);
        assertThat(has(owner.result("events.unsubscribe", "{\"subscription\":\"" + others + "\"}"), "/x"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders.**", "orders.*", "orders.a"})
    void no_pattern_reaches_into_another_tenant(String pattern) {
        try (TestClient foreigner = Keyring.client(server, "emca", "owner", "d", Grants.ALL)) {
            String params = "{\"pattern\":\"" + pattern + "\",\"from\":\"earliest\"}";
            Json subscribed = foreigner.result("events.subscribe", params);
            assertThat(number(subscribed, "/offset")).isZero();
            owner.result("events.publish", "{\"topic\":\"orders.a\",\"data\":{\"secret\":\"of acme\"}}");
            assertThat(foreigner.result("events.history", params).toString()).doesNotContain("secret");
            assertThat(foreigner.waiting()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"**", "*", "*.a", "**.a", "acme.*.**.a", "../acme", "acme/orders", "%2e%2e.a"})
    void no_pattern_spans_streams(String pattern) {
        assertThat(text(stranger.call("events.subscribe", "{\"pattern\":\"" + pattern + "\"}"), "/error/data/code"))
                .isEqualTo("INVALID_PATTERN");
    }

    @Test
    void the_epoch_of_another_tenants_stream_is_worth_nothing() {
        long epochOfAcme = number(owner.result("events.history", "{\"pattern\":\"orders.a\"}"), "/epoch");
        try (TestClient foreigner = Keyring.client(server, "emca", "owner", "d", Grants.ALL)) {
            String params = "{\"pattern\":\"orders.a\",\"from\":{\"epoch\":ID,\"offset\":0}}";
            long own = number(foreigner.result("events.history", "{\"pattern\":\"orders.a\"}"), "/epoch");
            if (own != epochOfAcme) {
                assertThat(errorOf(foreigner, "events.history", params, "" + epochOfAcme))
                        .isEqualTo(errorOf(foreigner, "events.history", params, "1"));
            }
        }
    }

    /// What looks like a right in a payload is data, or nothing.
    @Test
    void rights_cannot_be_smuggled_in() {
        try (TestClient smuggler = Keyring.client(server, "acme", "smuggler", "d", Grants.ALL)) {
            owner.result("session.create", "{\"session\":\"port\",\"joinRole\":\"editor\"}");
            Json joined = smuggler.result(
                    "session.join",
                    "{\"session\":\"port\",\"role\":\"owner\",\"__proto__\":{\"role\":\"owner\"},"
                            + "\"tenant\":\"emca\",\"user\":\"owner\",\"capabilities\":[\"session.delete\"]}");
            assertThat(text(joined, "/role")).isEqualTo("editor");
            owner.result("session.join", "{\"session\":\"port\"}");
            smuggler.result("session.patch", """
                    {"session":"port","epoch":%d,"baseVersion":1,"clientSeq":1,"by":{"user":"owner"},"role":"owner",
                     "patch":[{"op":"add","path":"/__proto__","value":{"role":"owner"},"by":"owner"},
                              {"op":"add","path":"/constructor","value":{"prototype":{"admin":true}}}]}""".formatted(number(joined, "/epoch")));
            Json heard = owner.notice("session.patched");
            assertThat(text(heard, "/by/user")).isEqualTo("smuggler");
            assertThat(at(owner.result("session.get", "{\"session\":\"port\"}"), "/document"))
                    .isEqualTo(json("{\"__proto__\":{\"role\":\"owner\"},"
                            + "\"constructor\":{\"prototype\":{\"admin\":true}}}"));
            assertThat(text(
                            smuggler.call(
                                    "session.setRole",
                                    "{\"session\":\"port\",\"user\":\"smuggler\",\"role\":\"admin\",\"by\":\"owner\"}"),
                            "/error/data/code"))
                    .isEqualTo("FORBIDDEN");
            Json published = smuggler.result(
                    "events.publish",
                    "{\"topic\":\"orders.a\",\"tenant\":\"emca\",\"stream\":\"other\",\"data\":{\"__proto__\":1}}");
            assertThat(text(published, "/stream")).isEqualTo("orders");
        }
    }

    @Test
    void who_connects_says_nothing_about_himself_but_his_token() {
        try (TestClient liar = server.anonymous()) {
            Json connected = liar.result(
                    "connect",
                    "{\"token\":\"%s\",\"user\":\"owner\",\"tenant\":\"acme\",\"role\":\"owner\",\"connectionEpoch\":0}"
                            .formatted(Keyring.token("emca", "liar", VIEWER)));
            assertThat(text(connected, "/user")).isEqualTo("liar");
            assertThat(text(liar.call("session.get", "{\"session\":\"open\"}"), "/error/data/code"))
                    .isEqualTo("NOT_FOUND");
        }
    }
}
