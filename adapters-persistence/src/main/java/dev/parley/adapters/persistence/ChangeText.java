package dev.parley.adapters.persistence;

import dev.parley.domain.access.Role;
import dev.parley.domain.sessions.Change;
import dev.parley.domain.sessions.Settlement;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.UserId;
import dev.parley.protocol.json.JsonWriter;
import java.util.Optional;

/// A change of a session as JSON: readable in the database, and open to more members later.
final class ChangeText {
    private ChangeText() {}

    static byte[] write(Change change) {
        JsonWriter out = new JsonWriter().object();
        client(out, change.by()).name("time").number(change.timeMillis()).name("kind");
        switch (change) {
            case Change.Created created -> {
                out.string("created").name("document").json(created.document());
                role(out, "joinRole", created.joinRole());
            }
            case Change.Patched patched -> {
                out.string("patched").name("patch");
                PatchText.write(out, patched.patch());
                PatchText.write(out.name("inverse"), patched.inverse());
                settlement(out.name("settlement"), patched.settlement());
            }
            case Change.RoleChanged changed -> {
                out.string("role").name("member").string(changed.user().value());
                role(out, "role", changed.role());
            }
        }
        return out.end().toBytes();
    }

    private static JsonWriter client(JsonWriter out, ClientId client) {
        return out.name("user")
                .string(client.user().value())
                .name("device")
                .string(client.device().value());
    }

    private static void role(JsonWriter out, String name, Optional<Role> role) {
        role.ifPresent(some -> out.name(name).string(some.wireName()));
    }

    private static void settlement(JsonWriter out, Settlement settlement) {
        client(out.object(), settlement.client())
                .name("clientSeq")
                .number(settlement.clientSeq())
                .name("submitted")
                .string(settlement.submitted())
                .name("answer");
        AnswerText.write(out, settlement.answer());
        out.end();
    }

    static Change read(byte[] text) throws Damaged {
        Stored stored = Stored.parse(text);
        ClientId by = client(stored);
        long time = stored.number("time");
        return switch (stored.text("kind")) {
            case "created" -> new Change.Created(by, time, stored.json("document"), role(stored, "joinRole"));
            case "patched" ->
                new Change.Patched(
                        by,
                        time,
                        PatchText.read(stored.json("patch")),
                        PatchText.read(stored.json("inverse")),
                        settlement(new Stored(stored.json("settlement"))));
            case "role" -> new Change.RoleChanged(by, time, new UserId(stored.text("member")), role(stored, "role"));
            default -> throw new Damaged("a change of unknown kind");
        };
    }

    private static ClientId client(Stored stored) throws Damaged {
        return new ClientId(new UserId(stored.text("user")), new DeviceId(stored.text("device")));
    }

    private static Settlement settlement(Stored stored) throws Damaged {
        return new Settlement(
                client(stored),
                stored.number("clientSeq"),
                stored.text("submitted"),
                AnswerText.read(new Stored(stored.json("answer"))));
    }

    static Optional<Role> role(Stored stored, String name) throws Damaged {
        Optional<String> text = stored.findText(name);
        return text.isEmpty() ? Optional.empty() : Optional.of(role(text.get()));
    }

    static Role role(String name) throws Damaged {
        return Role.named(name).orElseThrow(() -> new Damaged("a role " + name));
    }
}
