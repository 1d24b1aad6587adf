package dev.parley.adapters.persistence;

import dev.parley.adapters.persistence.Parts.Part;
import dev.parley.adapters.persistence.Parts.Whole;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.sessions.Settlement;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.SessionKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The tables of sessions and their changes. Every column of the key stands in `ORDER BY`.
final class SessionTable {
    private static final String OF_SESSION = " WHERE tenant = ? AND session = ?";
    private static final String OF_CLIENT = OF_SESSION + " AND user_id = ? AND device = ?";
    private static final String IN_ORDER = " ORDER BY tenant, session, version, part";

    private SessionTable() {}

    /// Where a session stands; both 0 where it was never created.
    record Standing(long head, long fence) {}

    static Standing standing(Sql sql, SessionKey session) throws SQLException {
        return sql.first(
                        "SELECT head, fence, crc FROM session" + OF_SESSION,
                        row -> standing(session, row),
                        session.tenant().value(),
                        session.session().value())
                .orElse(new Standing(0, 0));
    }

    private static Standing standing(SessionKey session, ResultSet row) throws SQLException {
        Standing now = new Standing(row.getLong(1), row.getLong(2));
        Checksums.require(
                crc(session, now), row, 3, "session " + session.session().value());
        return now;
    }

    private static int crc(SessionKey session, Standing now) {
        return Checksums.of(List.of(session.tenant().value(), session.session().value()), now.head(), now.fence());
    }

    static void save(Sql sql, SessionKey session, Standing now) throws SQLException {
        String tenant = session.tenant().value();
        String name = session.session().value();
        int crc = crc(session, now);
        int known = sql.update(
                "UPDATE session SET head = ?, fence = ?, crc = ?" + OF_SESSION,
                now.head(),
                now.fence(),
                crc,
                tenant,
                name);
        if (known == 0) {
            sql.update(
                    "INSERT INTO session (tenant, session, head, fence, crc) VALUES (?, ?, ?, ?, ?)",
                    tenant,
                    name,
                    now.head(),
                    now.fence(),
                    crc);
        }
    }

    /// Tenant and name of every session, as they are stored.
    static List<List<String>> keys(Sql sql) throws SQLException {
        return sql.list(
                "SELECT tenant, session FROM session ORDER BY tenant, session",
                row -> List.of(row.getString(1), row.getString(2)));
    }

    /// Tenant and name of what has changes, but no row of its own.
    static List<List<String>> orphans(Sql sql) throws SQLException {
        return sql.list(
                "SELECT DISTINCT tenant, session FROM session_operation o WHERE NOT EXISTS"
                        + " (SELECT 1 FROM session s WHERE s.tenant = o.tenant AND s.session = o.session)",
                row -> List.of(row.getString(1), row.getString(2)));
    }

    static void insert(Sql sql, SessionKey session, long version, EncodedChange change) throws SQLException {
        byte[] content = change.content();
        int parts = Parts.count(content);
        int crc = Checksums.of(version, content);
        for (int part = 0; part < parts; part++) {
            Optional<Settlement> settlement = part == 0 ? change.settlement() : Optional.empty();
            sql.update(
                    "INSERT INTO session_operation (tenant, session, " + Part.COLUMNS
                            + ", user_id, device, client_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    session.tenant().value(),
                    session.session().value(),
                    version,
                    part,
                    parts,
                    Parts.part(content, part),
                    crc,
                    settlement.map(one -> one.client().user().value()),
                    settlement.map(one -> one.client().device().value()),
                    settlement.map(Settlement::clientSeq));
        }
    }

    /// The version that a client's number made.
    static Optional<Long> versionOf(Sql sql, SessionKey session, ClientId client, long clientSeq) throws SQLException {
        return sql.first(
                "SELECT version FROM session_operation" + OF_CLIENT + " AND client_seq = ?",
                row -> row.getLong(1),
                session.tenant().value(),
                session.session().value(),
                client.user().value(),
                client.device().value(),
                clientSeq);
    }

    /// Changes after `after` up to and including `last`, in order and without a hole.
    static List<Committed> between(Sql sql, SessionKey session, long after, long last) throws SQLException {
        return committed(contentBetween(sql, session, after, last));
    }

    /// As [#between], but not read yet.
    static List<Whole> contentBetween(Sql sql, SessionKey session, long after, long last) throws SQLException {
        List<Whole> changes = Parts.whole(sql.list(
                "SELECT " + Part.COLUMNS + " FROM session_operation" + OF_SESSION + " AND version > ? AND version <= ?"
                        + IN_ORDER,
                Part::read,
                session.tenant().value(),
                session.session().value(),
                after,
                last));
        for (int i = 0; i < changes.size(); i++) {
            requireVersion(after + 1 + i, changes.get(i).version());
        }
        return changes;
    }

    private static void requireVersion(long expected, long found) throws Damaged {
        if (expected != found) {
            throw new Damaged("no change at version " + expected);
        }
    }

    static List<Committed> committed(List<Whole> content) throws Damaged {
        List<Committed> changes = new ArrayList<>();
        for (Whole whole : content) {
            changes.add(committed(whole));
        }
        return changes;
    }

    static Committed committed(Whole whole) throws Damaged {
        return new Committed(whole.version(), ChangeText.read(whole.content()));
    }
}
