package dev.parley.testkit.simulation;

import dev.parley.domain.json.JsonObject;
import dev.parley.protocol.json.JsonWriter;

/// A request as it was sent.
///
/// @param id empty for a notification, which is not answered
/// @param sentNanos when
record Asked(String id, String method, JsonObject params, long sentNanos) {
    boolean isNotification() {
        return id.isEmpty();
    }

    Fields fields() {
        return new Fields(params);
    }

    byte[] text() {
        JsonWriter out = new JsonWriter().object().name("jsonrpc").string("2.0");
        if (!isNotification()) {
            out.name("id").string(id);
        }
        return out.name("method")
                .string(method)
                .name("params")
                .json(params)
                .end()
                .toBytes();
    }

    @Override
    public String toString() {
        return id + " " + method + " " + dev.parley.domain.json.CanonicalJson.text(params);
    }
}
