package dev.parley.testkit.contracts.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.json.Json;
import dev.parley.testkit.LiveGateway;
import org.junit.jupiter.api.Test;

/// Every transport with connections: the whole dialogue, from `connect` to the end.
public abstract class DialogueContract extends TransportContract {
    private static final String SESSION = "{\"session\":\"room\"}";

    /// A connection on which nothing was said yet.
    protected abstract DialogueClient dial();

    private DialogueClient user(String name) {
        DialogueClient client = dial();
        connect(client, name, name + "-device");
        return client;
    }

    private static Json connect(DialogueClient client, String name, String device) {
        client.send(request(
                "0", "connect", "{\"token\":\"%s\",\"device\":\"%s\"}".formatted(LiveGateway.token(name), device)));
        return json(client.receive());
    }

    private static Json call(DialogueClient client, String method, String params) {
        client.send(request("1", method, params));
        return answer(client);
    }

    private static Json answer(DialogueClient client) {
        Json message = json(client.receive());
        while (find(message, "/id").isEmpty()) {
            message = json(client.receive());
        }
        return message;
    }

    private static Json notice(DialogueClient client, String method) {
        Json message = json(client.receive());
        while (find(message, "/method").isEmpty() || !text(message, "/method").equals(method)) {
            message = json(client.receive());
        }
        return at(message, "/params");
    }

    @Test
    void nothing_is_done_before_connect() {
        try (DialogueClient client = dial()) {
            assertThat(text(call(client, "session.create", SESSION), "/error/data/code"))
                    .isEqualTo("UNAUTHENTICATED");
            assertThat(text(connect(client, "ana", "a"), "/result/user")).isEqualTo("ana");
            assertThat(text(call(client, "session.get", SESSION), "/error/data/code"))
                    .isEqualTo("NOT_FOUND");
        }
    }

    @Test
    void whoever_says_nothing_is_ended() {
        try (DialogueClient client = dial()) {
            assertThat(client.isOver()).isTrue();
        }
    }

    @Test
    void a_refused_token_is_answered_and_then_ends_the_connection() {
        try (DialogueClient client = dial()) {
            client.send(request("1", "connect", "{\"token\":\"nobody\"}"));
            assertThat(text(json(client.receive()), "/error/data/code")).isEqualTo("UNAUTHENTICATED");
            assertThat(client.isOver()).isTrue();
        }
    }

    @Test
    void requests_may_follow_connect_in_one_burst() {
        try (DialogueClient client = dial()) {
            client.send(request("1", "connect", "{\"token\":\"%s\"}".formatted(LiveGateway.token("ana"))));
            client.send(request("2", "session.create", SESSION));
            assertThat(number(json(client.receive()), "/id")).isEqualTo(1);
            assertThat(number(json(client.receive()), "/result/version")).isEqualTo(1);
        }
    }

    @Test
    void a_bad_message_leaves_the_connection_open() {
        try (DialogueClient client = user("ana")) {
            client.send("{");
            assertThat(text(json(client.receive()), "/error/data/code")).isEqualTo("PARSE_ERROR");
            assertThat(number(call(client, "session.create", SESSION), "/result/version"))
                    .isEqualTo(1);
        }
    }

    @Test
    void members_hear_each_other_in_the_order_of_versions() {
        try (DialogueClient ana = user("ana");
                DialogueClient ben = user("ben")) {
            call(ana, "session.create", SESSION);
            call(ben, "session.join", SESSION);
            long epoch = number(call(ana, "session.join", SESSION), "/result/epoch");
            for (int version = 1; version <= 20; version++) {
                Json done = call(ana, "session.patch", """
                        {"session":"room","epoch":%d,"baseVersion":%d,"clientSeq":%d,
                         "patch":[{"op":"add","path":"/n","value":%d}]}""".formatted(epoch, version, version, version));
                assertThat(number(done, "/result/version")).isEqualTo(version + 1);
            }
            for (int version = 2; version <= 21; version++) {
                assertThat(number(notice(ben, "session.patched"), "/version")).isEqualTo(version);
            }
        }
    }

    @Test
    void typing_reaches_the_others() {
        try (DialogueClient ana = user("ana");
                DialogueClient ben = user("ben")) {
            call(ana, "session.create", SESSION);
            call(ana, "session.join", SESSION);
            call(ben, "session.join", SESSION);
            ana.send(notification("typing.start", SESSION));
            assertThat(number(notice(ben, "typing.state"), "/count")).isEqualTo(1);
            ana.send(notification("typing.stop", SESSION));
            assertThat(number(notice(ben, "typing.state"), "/count")).isZero();
        }
    }

    @Test
    void a_newer_connection_of_the_device_ends_the_older() {
        try (DialogueClient older = dial();
                DialogueClient newer = dial()) {
            connect(older, "ana", "tab");
            connect(newer, "ana", "tab");
            assertThat(older.isOver()).isTrue();
            assertThat(number(call(newer, "session.create", SESSION), "/result/version"))
                    .isEqualTo(1);
        }
    }

    @Test
    void the_gateway_hears_of_a_client_that_vanished() {
        DialogueClient client = user("ana");
        await(() -> connected() == 1);
        client.close();
        await(() -> connected() == 0);
    }

    @Test
    void more_requests_than_may_be_unanswered_are_all_answered() {
        try (DialogueClient client = user("ana")) {
            for (int i = 0; i < 300; i++) {
                client.send(request(Integer.toString(i), "session.get", SESSION));
            }
            for (int i = 0; i < 300; i++) {
                assertThat(text(json(client.receive()), "/error/data/code")).isEqualTo("NOT_FOUND");
            }
        }
    }

    @Test
    void connections_are_ended_when_the_server_stops() {
        try (DialogueClient one = user("ana");
                DialogueClient two = user("ben")) {
            drain();
            assertThat(one.isOver()).isTrue();
            assertThat(two.isOver()).isTrue();
            await(() -> connected() == 0);
        }
    }
}
