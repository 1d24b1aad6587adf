package dev.parley.server.attacks;

import static dev.parley.server.TestClient.at;
import static dev.parley.server.TestClient.has;
import static dev.parley.server.TestClient.json;
import static dev.parley.server.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.json.Json;
import dev.parley.server.Mode;
import dev.parley.server.RunningServer;
import dev.parley.server.TestClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// How one limit of `docs/limits.md` is passed from outside.
///
/// @param row the record or class that sets it, and the limit's name, as the table writes them
/// @param settings that make it small
/// @param pull passes it and tells what was seen, in the words of the table
record Trip(String row, Map<String, String> settings, Pull pull) {
    /// The table says nothing about what happens past it.
    static final String NOTHING = "–";

    private static final int BURST = 60;

    interface Pull {
        String on(RunningServer server) throws IOException;
    }

    static Trip of(String row, Pull pull) {
        return new Trip(row, Map.of(), pull);
    }

    /// A trip by a burst: one loop does everything, so that all calls are there before the first is done.
    static Trip bursting(String row, String setting, Object value, Pull pull) {
        return of(row, setting, value, pull).and("loops", 1);
    }

    static Trip of(String row, String setting, Object value, Pull pull) {
        return new Trip(row, Map.of(setting, value.toString()), pull);
    }

    Trip and(String setting, Object value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(setting, value.toString());
        return new Trip(row, more, pull);
    }

    /// @param counted the name under which the server must count it; empty where it counts nothing
    String seen(Optional<String> counted) throws IOException {
        boolean tokens = row.startsWith("Token");
        Map<String, String> watched = and("admin.port", 0).settings;
        try (RunningServer server = tokens ? Keyring.serve(watched) : RunningServer.start(Mode.DEV, watched)) {
            String seen = pull.on(server);
            counted.ifPresent(limit -> LimitHits.await(server, limit));
            return seen;
        }
    }

    @Override
    public String toString() {
        return row;
    }

    /// The code of a call's refusal; a limit must be named with its value.
    static String code(TestClient client, String method, String params) {
        return codeOf(client.call(method, params));
    }

    /// As [#code], for the only call of a client of its own.
    static String code(RunningServer server, String method, String params) {
        try (TestClient client = server.client("caller")) {
            return code(client, method, params);
        }
    }

    static String codeOf(Json answer) {
        if (!has(answer, "/error")) {
            return "answered";
        }
        String code = text(answer, "/error/data/code");
        assertThat(has(answer, "/error/data/allowed")).as("%s", answer).isEqualTo(code.equals("LIMIT_EXCEEDED"));
        if (code.equals("LIMIT_EXCEEDED") || code.equals("RATE_LIMITED")) {
            assertThat(has(answer, "/error/data/limit")).as("%s", answer).isTrue();
        }
        return code;
    }

    /// Many calls in one write, so that they are all there before the first is done.
    ///
    /// @return the codes of the answers
    static Set<String> burst(RunningServer server, String method, IntFunction<String> params) throws IOException {
        return answers(server, method, params).stream()
                .map(Trip::codeOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// As [#burst], the answers whole.
    static List<Json> answers(RunningServer server, String method, IntFunction<String> params) throws IOException {
        try (RawSocket socket = RawSocket.connected(server, "burst")) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int i = 1; i <= BURST; i++) {
                String call = "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
                        .formatted(i, method, params.apply(i));
                all.writeBytes(RawSocket.frameOf(true, 1, call.getBytes(StandardCharsets.UTF_8)));
            }
            socket.bytes(all.toByteArray());
            List<Json> answers = new ArrayList<>();
            for (int i = 1; i <= BURST; i++) {
                answers.add(json(socket.wholeText()));
            }
            return answers;
        }
    }

    /// The code that is in `codes` beside answers, if it is that.
    static String only(String code, Set<String> codes) {
        assertThat(codes).contains(code).isSubsetOf("answered", "NOT_FOUND", code);
        return code;
    }

    static String create(TestClient client, String session) {
        return Long.toString(TestClient.number(
                client.result("session.create", "{\"session\":\"" + session + "\",\"document\":{\"n\":1}}"), "/epoch"));
    }

    /// A patch of one operation that must be refused.
    static String patched(RunningServer server, String operations) {
        try (TestClient client = server.client("author")) {
            String epoch = create(client, "s");
            Json answer = client.call("session.patch", """
                    {"session":"s","epoch":%s,"baseVersion":1,"clientSeq":1,"patch":[%s]}""".formatted(epoch, operations));
            assertThat(at(client.result("session.get", "{\"session\":\"s\"}"), "/document"))
                    .isEqualTo(json("{\"n\":1}"));
            return codeOf(answer);
        }
    }
}
