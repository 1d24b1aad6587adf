package dev.parley.protocol.rpc;

import dev.parley.domain.access.Role;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.sessions.Change;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.SessionId;
import dev.parley.domain.shared.UserId;
import dev.parley.protocol.json.JsonWriter;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The params of session and presence notices.
public final class SessionNotices {
    public static final String PATCHED = "session.patched";
    public static final String CHANGED = "session.changed";
    public static final String PRESENCE_CHANGED = "presence.changed";

    /// The `kind` of version 1.
    public static final String CREATED = "created";

    /// The `kind` of a version that gave, changed or took away a role.
    public static final String ROLE = "role";

    private SessionNotices() {}

    public static void patched(
            JsonWriter out, SessionId session, long version, JsonPatch patch, ClientId by, long clientSeq) {
        head(out, session, version).name("patch");
        PatchWriter.patch(out, patch);
        by(out, by);
        out.name("clientSeq").number(clientSeq).end();
    }

    /// A version that is not a patch.
    ///
    /// @param role what `user` has now; absent where it was taken away
    public static void changed(
            JsonWriter out,
            SessionId session,
            long version,
            String kind,
            ClientId by,
            Optional<UserId> user,
            Optional<Role> role) {
        head(out, session, version).name("kind").string(kind);
        by(out, by);
        user.ifPresent(who -> out.name("user").string(who.value()));
        role.ifPresent(what -> out.name("role").string(what.wireName()));
        out.end();
    }

    /// A change out of the log, in the shape in which it was told when it was made: an element of `patches`
    /// in the answer to `session.join`.
    public static void committed(JsonWriter out, SessionId session, Committed committed) {
        long version = committed.version();
        switch (committed.change()) {
            case Change.Created created ->
                changed(out, session, version, CREATED, created.by(), Optional.empty(), Optional.empty());
            case Change.Patched patched ->
                patched(
                        out,
                        session,
                        version,
                        patched.patch(),
                        patched.by(),
                        patched.settlement().clientSeq());
            case Change.RoleChanged role ->
                changed(out, session, version, ROLE, role.by(), Optional.of(role.user()), role.role());
        }
    }

    /// A net difference, by user.
    ///
    /// @param leave who left, and why
    public static void presenceChanged(
            JsonWriter out, SessionId session, List<UserId> enter, SequencedMap<UserId, String> leave) {
        out.object().name("session").string(session.value()).name("enter");
        users(out, enter);
        out.name("change").array().end().name("leave").array();
        leave.forEach((user, reason) -> out.object()
                .name("user")
                .string(user.value())
                .name("reason")
                .string(reason)
                .end());
        out.end().end();
    }

    /// `[{user}]`
    public static void users(JsonWriter out, List<UserId> users) {
        out.array();
        users.forEach(user -> out.object().name("user").string(user.value()).end());
        out.end();
    }

    private static JsonWriter head(JsonWriter out, SessionId session, long version) {
        return out.object()
                .name("session")
                .string(session.value())
                .name("version")
                .number(version);
    }

    private static void by(JsonWriter out, ClientId client) {
        out.name("by").object().name("user").string(client.user().value());
        out.name("device").string(client.device().value()).end();
    }
}
