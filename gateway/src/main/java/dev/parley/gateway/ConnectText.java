package dev.parley.gateway;

import dev.parley.domain.access.Principal;
import dev.parley.domain.shared.ConnectionId;
import dev.parley.protocol.json.JsonWriter;
import dev.parley.protocol.rpc.Timestamp;

/// The result of `connect`.
final class ConnectText {
    private ConnectText() {}

    static void connected(JsonWriter out, ConnectionId id, Principal principal, Hello hello, long wallMillis) {
        out.object();
        out.name("connection").string(id.value());
        out.name("user").string(principal.user().value());
        out.name("device").string(principal.device().value());
        out.name("connectionEpoch").number(principal.epoch());
        out.name("node").string(hello.node());
        out.name("serverTime").string(Timestamp.of(wallMillis));
        out.name("timers").json(hello.timers());
        out.name("limits").json(hello.limits());
        out.name("capabilities").array();
        hello.capabilities().forEach(out::string);
        out.end().end();
    }
}
