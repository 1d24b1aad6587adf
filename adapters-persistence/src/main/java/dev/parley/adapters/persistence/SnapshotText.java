package dev.parley.adapters.persistence;

import dev.parley.domain.access.Role;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.sessions.Snapshot;
import dev.parley.domain.shared.UserId;
import dev.parley.protocol.json.JsonWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// A snapshot as compressed JSON (RFC 1950).
final class SnapshotText {
    private SnapshotText() {}

    static byte[] write(Snapshot snapshot) {
        JsonWriter out = new JsonWriter()
                .object()
                .name("version")
                .number(snapshot.version())
                .name("document")
                .json(snapshot.document());
        snapshot.joinRole().ifPresent(role -> out.name("joinRole").string(role.wireName()));
        out.name("members").object();
        snapshot.members().forEach((user, role) -> out.name(user.value()).string(role.wireName()));
        return deflated(out.end().end().toBytes());
    }

    static Snapshot read(byte[] content) throws Damaged {
        Stored stored = Stored.parse(inflated(content));
        LinkedHashMap<UserId, Role> members = new LinkedHashMap<>();
        if (!(stored.json("members") instanceof JsonObject object)) {
            throw new Damaged("members are not an object");
        }
        for (Map.Entry<String, Json> member : object.members().entrySet()) {
            members.put(new UserId(member.getKey()), ChangeText.role(Stored.text(member.getValue())));
        }
        return new Snapshot(
                stored.number("version"), stored.json("document"), members, ChangeText.role(stored, "joinRole"));
    }

    private static byte[] deflated(byte[] text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
            deflater.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] inflated(byte[] content) throws Damaged {
        try (InflaterInputStream inflater = new InflaterInputStream(new ByteArrayInputStream(content))) {
            return inflater.readAllBytes();
        } catch (IOException e) {
            throw new Damaged("a snapshot: " + e.getMessage());
        }
    }
}
