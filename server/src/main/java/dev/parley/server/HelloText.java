package dev.parley.server;

import dev.parley.application.events.EventLimits;
import dev.parley.domain.document.DocumentLimits;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.PatchLimits;
import dev.parley.domain.typing.TypingTimers;
import dev.parley.gateway.Hello;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What the settings make of the answer to `connect`.
final class HelloText {
    private static final List<String> CAPABILITIES = List.of("typing", "presence", "sessions", "events");

    private HelloText() {}

    static Hello of(String node, ServerSettings settings) {
        return new Hello(node, timers(settings), limits(settings), CAPABILITIES);
    }

    private static JsonObject timers(ServerSettings settings) {
        TypingTimers typing = settings.core().typing();
        SequencedMap<String, Json> timers = new LinkedHashMap<>();
        put(timers, "pingMs", settings.webSocket().pingAfterMillis());
        put(timers, "typingHeartbeatMs", typing.heartbeatMillis());
        put(timers, "typingIdleMs", typing.idleMillis());
        put(timers, "typingTtlMs", typing.ttlMillis());
        put(timers, "typingGraceMs", typing.graceMillis());
        put(timers, "typingSweepMs", typing.sweepMillis());
        put(timers, "typingRepeatMs", typing.repeatMillis());
        put(timers, "typingViewTtlMs", typing.viewTtlMillis());
        put(timers, "presenceGraceMs", settings.core().presence().graceMillis());
        return new JsonObject(timers);
    }

    private static JsonObject limits(ServerSettings settings) {
        DocumentLimits document = settings.core().sessions().document();
        PatchLimits patch = settings.patches();
        EventLimits events = settings.core().events();
        SequencedMap<String, Json> limits = new LinkedHashMap<>();
        put(limits, "messageBytes", settings.connections().maxMessageBytes());
        put(limits, "batch", settings.connections().maxBatch());
        put(limits, "unanswered", settings.connections().maxUnanswered());
        put(limits, "documentBytes", document.bytes());
        put(limits, "patchOperations", patch.operations());
        put(limits, "patchBytes", patch.bytes());
        put(limits, "eventDataBytes", events.dataBytes());
        put(limits, "eventPage", events.historyPage());
        return new JsonObject(limits);
    }

    private static void put(SequencedMap<String, Json> members, String name, long value) {
        members.put(name, JsonNumber.of(value));
    }
}
