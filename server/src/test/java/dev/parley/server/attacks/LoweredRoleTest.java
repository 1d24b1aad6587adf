package dev.parley.server.attacks;

import static dev.parley.server.TestClient.at;
import static dev.parley.server.TestClient.has;
import static dev.parley.server.TestClient.number;
import static dev.parley.server.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.access.Grants;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonString;
import dev.parley.server.RunningServer;
import dev.parley.server.TestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A right is taken away while its user writes from many devices at once: what comes after that in the one order of
/// versions is nobody's who lost it, whatever was on its way.
class LoweredRoleTest {
    private static final int DEVICES = 8;
    private static final int ROUNDS = 20;
    private static final String BY_ID = "r";

    private final RunningServer server = Keyring.serve(Map.of());
    private final TestClient owner = Keyring.client(server, "acme", "owner", "d", Grants.ALL);
    private final TestClient watcher = Keyring.client(server, "acme", "watcher", "d", Grants.ALL);
    private final List<TestClient> devices = new ArrayList<>();
    private final List<Json> heard = new ArrayList<>();

    @AfterEach
    void stop() {
        devices.forEach(TestClient::close);
        watcher.close();
        owner.close();
        server.close();
    }

    @Test
    void nothing_is_written_after_the_version_that_took_the_right() {
        owner.result("session.create", "{\"session\":\"s\",\"joinRole\":\"viewer\"}");
        long epoch = number(watcher.result("session.join", "{\"session\":\"s\"}"), "/epoch");
        for (int i = 0; i < DEVICES; i++) {
            devices.add(Keyring.client(server, "acme", "ben", "d" + i, Grants.ALL));
        }
        int refused = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            refused += playRound(round, epoch);
        }
        assertThat(writtenWithTheRight()).as("patches that came before it").isPositive();
        assertThat(refused).as("patches that met the change on their way").isPositive();
    }

    /// @return how many of the patches were refused
    private int playRound(int round, long epoch) {
        owner.result("session.setRole", role("editor"));
        long base = number(owner.result("session.get", "{\"session\":\"s\"}"), "/version");
        for (int i = 0; i < DEVICES; i++) {
            if (i == DEVICES / 2) {
                owner.send(request("session.setRole", role("viewer")));
            }
            devices.get(i).send(request("session.patch", patch(epoch, base, 2 * round, "/d" + i)));
        }
        int refused = 0;
        for (TestClient device : devices) {
            Json answer = answer(device);
            if (has(answer, "/error")) {
                assertThat(text(answer, "/error/data/code")).isEqualTo("FORBIDDEN");
                refused++;
            }
        }
        assertThat(has(answer(owner), "/result")).isTrue();
        Json late = devices.getFirst().call("session.patch", patch(epoch, base, 2 * round + 1, "/late"));
        assertThat(text(late, "/error/data/code")).isEqualTo("FORBIDDEN");
        watcher.send(request("session.get", "{\"session\":\"s\"}"));
        watcher.await(message -> heard.add(message) && isAnswer(message));
        return refused;
    }

    private long writtenWithTheRight() {
        boolean mayWrite = false;
        long written = 0;
        for (Json message : heard) {
            if (is(message, "session.changed")) {
                mayWrite = text(message, "/params/role").equals("editor");
            } else if (is(message, "session.patched")) {
                assertThat(mayWrite).as("the right to make %s", message).isTrue();
                written++;
            }
        }
        return written;
    }

    private static boolean is(Json message, String notice) {
        return has(message, "/method") && text(message, "/method").equals(notice);
    }

    private static String role(String role) {
        return "{\"session\":\"s\",\"user\":\"ben\",\"role\":\"" + role + "\"}";
    }

    private static String patch(long epoch, long base, int clientSeq, String path) {
        return """
                {"session":"s","epoch":%d,"baseVersion":%d,"clientSeq":%d,
                 "patch":[{"op":"add","path":"%s","value":%d}]}""".formatted(epoch, base, clientSeq, path, clientSeq);
    }

    private static String request(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"method\":\"%s\",\"params\":%s}".formatted(BY_ID, method, params);
    }

    private static Json answer(TestClient client) {
        return client.await(LoweredRoleTest::isAnswer);
    }

    private static boolean isAnswer(Json message) {
        return has(message, "/id") && at(message, "/id").equals(new JsonString(BY_ID));
    }
}
