package dev.parley.gateway;

import dev.parley.application.sessions.SessionAnswers;
import dev.parley.application.sessions.SessionAnswers.CatchUp;
import dev.parley.domain.access.Capability;
import dev.parley.domain.access.Role;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.shared.SessionId;
import dev.parley.domain.typing.TypingFrame;
import dev.parley.protocol.json.JsonWriter;
import dev.parley.protocol.rpc.SessionNotices;
import dev.parley.protocol.rpc.SessionReplies;
import dev.parley.protocol.rpc.TypingNotices;

/// Results of `session.*`.
public final class SessionAnswerText {
    private SessionAnswerText() {}

    static void created(JsonWriter out, SessionAnswers.Created it) {
        out.object();
        out.name("session").string(it.session().value());
        out.name("epoch").number(it.epoch());
        out.name("version").number(it.version());
        out.name("role").string(it.role().wireName());
        out.name("durable").string(it.durable().wireName());
        out.end();
    }

    static void joined(JsonWriter out, SessionId session, SessionAnswers.Joined it) {
        out.object();
        out.name("epoch").number(it.epoch());
        out.name("version").number(it.version());
        catchUp(out, session, it.catchUp());
        out.name("clientSeq").number(it.clientSeq());
        role(out, it.role());
        out.name("members");
        SessionReplies.members(out, it.members());
        out.name("present");
        SessionNotices.users(out, it.present());
        out.name("typing").array();
        for (TypingFrame frame : it.typing()) {
            TypingNotices.state(out, session, frame);
        }
        out.end().name("hash").string(it.hash()).end();
    }

    private static void catchUp(JsonWriter out, SessionId session, CatchUp catchUp) {
        switch (catchUp) {
            case CatchUp.Whole whole -> out.name("document").json(whole.document());
            case CatchUp.Tail tail -> {
                out.name("patches").array();
                for (Committed committed : tail.changes()) {
                    SessionNotices.committed(out, session, committed);
                }
                out.end();
            }
        }
    }

    private static void role(JsonWriter out, Role role) {
        out.name("role").string(role.wireName());
        out.name("capabilities").array();
        for (Capability capability : role.capabilities()) {
            out.string(capability.wireName());
        }
        out.end();
    }

    /// The result of `session.get`.
    public static void read(JsonWriter out, SessionAnswers.Read it) {
        out.object();
        out.name("epoch").number(it.epoch());
        out.name("version").number(it.version());
        out.name("document").json(it.document());
        out.name("hash").string(it.hash());
        out.end();
    }

    static void acknowledged(JsonWriter out, SessionAnswers.Acknowledged it) {
        SessionReplies.acknowledgement(
                out, it.answer(), it.duplicate(), it.durable().wireName());
    }
}
