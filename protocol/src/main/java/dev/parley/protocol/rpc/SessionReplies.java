package dev.parley.protocol.rpc;

import dev.parley.domain.access.Role;
import dev.parley.domain.document.Dropped;
import dev.parley.domain.sessions.Acknowledgement;
import dev.parley.domain.shared.UserId;
import dev.parley.protocol.json.JsonWriter;
import java.util.List;
import java.util.SequencedMap;

/// Parts of the results of session methods.
public final class SessionReplies {
    private SessionReplies() {}

    /// The result of `session.patch`.
    ///
    /// @param duplicate whether it repeats what an earlier send was told
    /// @param durable how safely the version is stored: `disk`, `os` or `memory`
    public static void acknowledgement(JsonWriter out, Acknowledgement answer, boolean duplicate, String durable) {
        out.object().name("version").number(answer.version());
        out.name("outcome").string(answer.outcome().wireName());
        out.name("committed").bool(answer.committed());
        out.name("duplicate").bool(duplicate);
        answer.patch().ifPresent(patch -> PatchWriter.patch(out.name("patch"), patch));
        if (!answer.dropped().isEmpty()) {
            dropped(out.name("dropped"), answer.dropped());
        }
        out.name("durable").string(durable).end();
    }

    /// `[{index, reason, value?}]`
    public static void dropped(JsonWriter out, List<Dropped> operations) {
        out.array();
        for (Dropped operation : operations) {
            out.object().name("index").number(operation.index());
            out.name("reason").string(operation.reason().wireName());
            operation.value().ifPresent(value -> out.name("value").json(value));
            out.end();
        }
        out.end();
    }

    /// `[{user, role}]`
    public static void members(JsonWriter out, SequencedMap<UserId, Role> members) {
        out.array();
        members.forEach((user, role) -> out.object()
                .name("user")
                .string(user.value())
                .name("role")
                .string(role.wireName())
                .end());
        out.end();
    }
}
