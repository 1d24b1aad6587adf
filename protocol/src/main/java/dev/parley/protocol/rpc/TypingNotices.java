package dev.parley.protocol.rpc;

import dev.parley.domain.shared.SessionId;
import dev.parley.domain.typing.TypingFrame;
import dev.parley.protocol.json.JsonWriter;

/// The params of typing notices.
public final class TypingNotices {
    public static final String STATE = "typing.state";

    private TypingNotices() {}

    /// Everybody who types in one context; flags are left out where they are false.
    public static void state(JsonWriter out, SessionId session, TypingFrame frame) {
        out.object().name("session").string(session.value());
        out.name("scope").string(frame.scope());
        out.name("rev").number(frame.rev());
        out.name("count").number(frame.count());
        if (frame.atLeast()) {
            out.name("atLeast").bool(true);
        }
        out.name("top").array();
        for (TypingFrame.Typist typist : frame.top()) {
            out.object().name("user").string(typist.user().value());
            out.name("kind").string(typist.kind().wireName()).end();
        }
        out.end().name("ttlMs").number(frame.ttlMillis());
        if (frame.suspended()) {
            out.name("suspended").bool(true);
        }
        out.end();
    }
}
