package dev.parley.server.attacks;

import static dev.parley.server.TestClient.at;
import static dev.parley.server.TestClient.has;
import static dev.parley.server.TestClient.text;

import dev.parley.domain.access.Grants;
import dev.parley.domain.json.CanonicalJson;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonString;
import dev.parley.server.RunningServer;
import dev.parley.server.TestClient;
import dev.parley.server.attacks.TenantScript.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// One tenant's script played on a server, step by step, and all that its connections hear: by source, because
/// between sources there is no order.
final class TenantRun implements AutoCloseable {
    /// What differs from one run to the next although nothing is wrong: clocks and fresh names.
    private static final Pattern FRESH =
            Pattern.compile("(\"(?:epoch|connectionEpoch|connection|node|serverTime|time)\":)(\"[^\"]*\"|[0-9]+)");

    private static final String STEP = "step";

    private final RunningServer server;
    private final String tenant;
    private final List<TestClient> slots = new ArrayList<>();
    private final Map<String, List<String>> heard = new TreeMap<>();
    private final Map<String, String> known = new HashMap<>();
    private int seq;

    TenantRun(RunningServer server, String tenant) {
        this.server = server;
        this.tenant = tenant;
        for (int slot = 0; slot < TenantScript.USERS.size(); slot++) {
            slots.add(connection(slot));
        }
    }

    private TestClient connection(int slot) {
        return Keyring.client(server, tenant, TenantScript.USERS.get(slot), TenantScript.DEVICES.get(slot), Grants.ALL);
    }

    /// Begins a step; [#settle] ends it.
    void send(Step step) {
        if (!step.reconnects()) {
            call(step.slot(), step.method(), filled(step.params()));
        }
    }

    void settle(Step step) {
        if (step.reconnects()) {
            reconnect(step.slot());
        } else {
            learn(step, answer(step.slot()));
            if (step.method().equals("events.subscribe")) {
                awaitReplay(step.slot());
            }
        }
    }

    /// Everything, by source; nothing more comes.
    Map<String, List<String>> finished() {
        for (int slot = 0; slot < slots.size(); slot++) {
            flush(slot);
        }
        return heard;
    }

    private void call(int slot, String method, String params) {
        slots.get(slot)
                .send("{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"method\":\"%s\",\"params\":%s}"
                        .formatted(STEP, method, params));
    }

    private Json answer(int slot) {
        return slots.get(slot).await(message -> {
            hear(slot, message);
            return has(message, "/id") && at(message, "/id").equals(new JsonString(STEP));
        });
    }

    private void hear(int slot, Json message) {
        String source = source(message);
        if (!source.equals("events.position")) {
            String text = FRESH.matcher(CanonicalJson.text(message)).replaceAll("$1*");
            heard.computeIfAbsent(slot + " " + source, first -> new ArrayList<>())
                    .add(text);
        }
    }

    private static String source(Json message) {
        if (!has(message, "/method")) {
            return "answers";
        }
        String method = text(message, "/method");
        return switch (method) {
            case "event" -> "event " + text(message, "/params/subscription");
            case "typing.state" -> "typing " + text(message, "/params/session");
            case "session.patched", "session.changed", "presence.changed" ->
                "session " + text(message, "/params/session");
            default -> method;
        };
    }

    private void learn(Step step, Json answer) {
        if (!has(answer, "/result")) {
            return;
        }
        Json result = at(answer, "/result");
        if (step.method().startsWith("session.") && has(result, "/version")) {
            String session = step.session();
            known.put("version " + session, CanonicalJson.text(at(result, "/version")));
            if (has(result, "/epoch")) {
                known.put("epoch " + session, CanonicalJson.text(at(result, "/epoch")));
            }
        }
        if (has(result, "/subscription")) {
            known.put("subscription", text(result, "/subscription"));
        }
    }

    private String filled(String params) {
        String filled = params.contains("<seq>") ? params.replace("<seq>", "" + ++seq) : params;
        for (Map.Entry<String, String> fact : known.entrySet()) {
            filled = filled.replace("<" + fact.getKey() + ">", fact.getValue());
        }
        return filled.replaceAll("<subscription>", "none").replaceAll("<[^>]*>", "1");
    }

    /// A replay begins once its answer has been written and reads its one page behind what was asked of the one reader
    /// before; so of three reads that are asked for one after the other the last one follows it.
    private void awaitReplay(int slot) {
        for (int i = 0; i < 3; i++) {
            for (String stream : TenantScript.STREAMS) {
                call(slot, "events.history", "{\"pattern\":\"" + stream + ".**\",\"limit\":1}");
                answer(slot);
            }
        }
    }

    /// Once every lane has answered, all that it told before is here.
    private void flush(int slot) {
        for (String session : TenantScript.SESSIONS) {
            call(slot, "session.get", "{\"session\":\"" + session + "\"}");
            answer(slot);
        }
        for (String stream : TenantScript.STREAMS) {
            call(slot, "events.history", "{\"pattern\":\"" + stream + ".**\"}");
            answer(slot);
        }
    }

    private void reconnect(int slot) {
        flush(slot);
        TestClient old = slots.get(slot);
        slots.set(slot, connection(slot));
        heard.computeIfAbsent(slot + " closed", first -> new ArrayList<>()).add("" + old.closeCode());
        old.close();
        flush(slot);
    }

    @Override
    public void close() {
        slots.forEach(TestClient::close);
    }
}
