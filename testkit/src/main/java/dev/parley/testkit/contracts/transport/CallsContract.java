package dev.parley.testkit.contracts.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.json.JsonArray;
import dev.parley.testkit.LiveGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/// Every transport: a message in, its answer out, whole and to whom it belongs.
public abstract class CallsContract extends TransportContract {
    private static final String UNKNOWN = "{\"session\":\"nowhere\"}";

    /// A client that is signed in with the token.
    protected abstract CallingClient calling(String token);

    /// Whether the transport refuses to sign anybody in with the token.
    protected abstract boolean refuses(String token);

    private CallingClient user(String name) {
        return calling(LiveGateway.token(name));
    }

    @Test
    void a_call_is_answered_under_its_own_id() {
        try (CallingClient ana = user("ana")) {
            for (String id : List.of("7", "\"seven\"", "12345678901234567890", "null")) {
                assertThat(ana.call(request(id, "session.get", UNKNOWN))).contains("\"id\":" + id);
            }
        }
    }

    @Test
    void what_is_stored_by_one_call_is_read_by_the_next() {
        try (CallingClient ana = user("ana")) {
            ana.call(request("1", "session.create", "{\"session\":\"s\",\"document\":{\"a\":[1]}}"));
            assertThat(at(json(ana.call(request("2", "session.get", "{\"session\":\"s\"}"))), "/result/document"))
                    .isEqualTo(json("{\"a\":[1]}"));
        }
    }

    @Test
    void every_user_is_himself() {
        try (CallingClient ana = user("ana");
                CallingClient ben = user("ben")) {
            ana.call(request("1", "session.create", "{\"session\":\"hers\",\"joinRole\":\"none\"}"));
            String asked = request("2", "session.get", "{\"session\":\"hers\"}");
            assertThat(number(json(ana.call(asked)), "/result/version")).isEqualTo(1);
            assertThat(text(json(ben.call(asked)), "/error/data/code")).isEqualTo("NOT_FOUND");
        }
    }

    @Test
    void nobody_is_signed_in_with_a_bad_token() {
        assertThat(refuses("nobody")).isTrue();
        assertThat(refuses("")).isTrue();
    }

    @Test
    void a_refusal_has_its_code() {
        try (CallingClient ana = user("ana")) {
            assertThat(text(json(ana.call(request("1", "no.such", "{}"))), "/error/data/code"))
                    .isEqualTo("METHOD_NOT_FOUND");
            assertThat(text(json(ana.call(request("1", "session.get", "{\"session\":5}"))), "/error/data/field"))
                    .isEqualTo("session");
            assertThat(ana.call("{")).contains("\"id\":null").contains("PARSE_ERROR");
            assertThat(ana.call("[]")).contains("\"id\":null").contains("INVALID_REQUEST");
        }
    }

    @Test
    void a_batch_is_answered_as_one() {
        try (CallingClient ana = user("ana")) {
            String answer = ana.call("[" + request("\"a\"", "session.get", UNKNOWN) + ","
                    + notification("session.get", UNKNOWN) + "," + request("\"b\"", "session.get", UNKNOWN) + "]");
            List<String> ids = new ArrayList<>();
            ((JsonArray) json(answer)).items().forEach(each -> ids.add(text(each, "/id")));
            assertThat(ids).containsExactly("a", "b");
        }
    }

    @Test
    void a_notification_is_done_and_not_answered() {
        try (CallingClient ana = user("ana")) {
            ana.tell(notification("session.create", "{\"session\":\"quiet\"}"));
            ana.tell(notification("no.such", "{}"));
            String asked = request("1", "session.get", "{\"session\":\"quiet\"}");
            await(() -> find(json(ana.call(asked)), "/result/version").isPresent());
        }
    }

    @Test
    void every_character_arrives_and_comes_back() {
        String text = "\\u0001 Zoë 日本 \uD83D\uDE00 \\\" \\\\ " + "x".repeat(100_000) + "日".repeat(30_000);
        try (CallingClient ana = user("ana")) {
            ana.call(request("1", "session.create", "{\"session\":\"text\",\"document\":{\"t\":\"" + text + "\"}}"));
            assertThat(at(json(ana.call(request("2", "session.get", "{\"session\":\"text\"}"))), "/result/document"))
                    .isEqualTo(json("{\"t\":\"" + text + "\"}"));
        }
    }

    @Test
    void answers_of_many_clients_are_not_mixed_up() throws InterruptedException {
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int client = 0; client < 8; client++) {
            String name = "user" + client;
            threads.add(Thread.ofVirtual().start(() -> askOften(name, wrong)));
        }
        for (Thread thread : threads) {
            assertThat(thread.join(DEADLINE)).isTrue();
        }
        assertThat(wrong).isEmpty();
    }

    private void askOften(String name, Queue<String> wrong) {
        try (CallingClient client = user(name)) {
            client.call(request(
                    "1", "session.create", "{\"session\":\"of-%s\",\"document\":\"%s\"}".formatted(name, name)));
            for (int i = 0; i < 20; i++) {
                String answer =
                        client.call(request(Integer.toString(i), "session.get", "{\"session\":\"of-" + name + "\"}"));
                if (number(json(answer), "/id") != i
                        || !text(json(answer), "/result/document").equals(name)) {
                    wrong.add(name + ": " + answer);
                }
            }
        } catch (RuntimeException | AssertionError fault) {
            wrong.add(name + ": " + fault);
        }
    }
}
