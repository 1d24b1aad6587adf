package dev.parley.adapters.persistence;

import dev.parley.adapters.persistence.Parts.Part;
import dev.parley.adapters.persistence.Parts.Whole;
import dev.parley.domain.sessions.Snapshot;
import dev.parley.domain.shared.SessionKey;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The table of snapshots: the newest of each session.
final class SnapshotTable {
    private static final String OF_SESSION = " WHERE tenant = ? AND session = ?";

    private SnapshotTable() {}

    static long version(Sql sql, SessionKey session) throws SQLException {
        return sql.first(
                        "SELECT MAX(version) FROM session_snapshot" + OF_SESSION,
                        row -> row.getLong(1),
                        session.tenant().value(),
                        session.session().value())
                .orElse(0L);
    }

    static Optional<Snapshot> newest(Sql sql, SessionKey session) throws SQLException {
        List<Whole> found = Parts.whole(sql.list(
                "SELECT " + Part.COLUMNS + " FROM session_snapshot" + OF_SESSION
                        + " ORDER BY tenant, session, version, part",
                Part::read,
                session.tenant().value(),
                session.session().value()));
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(SnapshotText.read(found.getLast().content()));
    }

    static void replace(Sql sql, SessionKey session, long version, byte[] content) throws SQLException {
        String tenant = session.tenant().value();
        String name = session.session().value();
        sql.update("DELETE FROM session_snapshot" + OF_SESSION, tenant, name);
        int parts = Parts.count(content);
        int crc = Checksums.of(version, content);
        for (int part = 0; part < parts; part++) {
            sql.update(
                    "INSERT INTO session_snapshot (tenant, session, " + Part.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)",
                    tenant,
                    name,
                    version,
                    part,
                    parts,
                    Parts.part(content, part),
                    crc);
        }
    }
}
