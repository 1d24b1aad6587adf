package dev.parley.adapters.persistence;

import dev.parley.adapters.persistence.Parts.Part;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The table of what each client of a session has settled last. It outlives the changes themselves.
final class ClientTable {
    private static final String OF_SESSION = " WHERE tenant = ? AND session = ?";
    private static final String OF_CLIENT = OF_SESSION + " AND user_id = ? AND device = ?";

    private ClientTable() {}

    /// The last number that a client has settled, and its version.
    record Last(long clientSeq, long version) {}

    static Optional<Last> last(Sql sql, SessionKey session, ClientId client) throws SQLException {
        return sql.first(
                "SELECT client_seq, version, crc FROM session_client" + OF_CLIENT,
                row -> last(session, client, row),
                session.tenant().value(),
                session.session().value(),
                client.user().value(),
                client.device().value());
    }

    private static Last last(SessionKey session, ClientId client, ResultSet row) throws SQLException {
        Last last = new Last(row.getLong(1), row.getLong(2));
        Checksums.require(
                crc(session, client, last), row, 3, "what " + client.user().value() + " settled");
        return last;
    }

    private static int crc(SessionKey session, ClientId client, Last last) {
        List<String> key = List.of(
                session.tenant().value(),
                session.session().value(),
                client.user().value(),
                client.device().value());
        return Checksums.of(key, last.clientSeq(), last.version());
    }

    static void insert(Sql sql, SessionKey session, ClientId client, Last now) throws SQLException {
        write(
                sql,
                "INSERT INTO session_client (client_seq, version, crc, tenant, session, user_id, device)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                session,
                client,
                now);
    }

    static void update(Sql sql, SessionKey session, ClientId client, Last now) throws SQLException {
        write(sql, "UPDATE session_client SET client_seq = ?, version = ?, crc = ?" + OF_CLIENT, session, client, now);
    }

    private static void write(Sql sql, String text, SessionKey session, ClientId client, Last now) throws SQLException {
        sql.update(
                text,
                now.clientSeq(),
                now.version(),
                crc(session, client, now),
                session.tenant().value(),
                session.session().value(),
                client.user().value(),
                client.device().value());
    }

    /// The change that each client's last number made. A cross join, because SQLite takes that as an order: it
    /// would walk the whole log otherwise, to save the sorting.
    static List<Committed> lastOfEach(Sql sql, SessionKey session) throws SQLException {
        int clients = sql.list(
                        "SELECT client_seq, version, crc, user_id, device FROM session_client" + OF_SESSION,
                        row -> last(
                                session,
                                new ClientId(new UserId(row.getString(4)), new DeviceId(row.getString(5))),
                                row),
                        session.tenant().value(),
                        session.session().value())
                .size();
        List<Committed> changes = SessionTable.committed(Parts.whole(sql.list(
                "SELECT o.version, o.part, o.parts, o.content, o.crc FROM session_client c"
                        + " CROSS JOIN session_operation o WHERE c.tenant = ? AND c.session = ?"
                        + " AND o.tenant = c.tenant AND o.session = c.session AND o.version = c.version"
                        + " ORDER BY o.version, o.part",
                Part::read,
                session.tenant().value(),
                session.session().value())));
        if (changes.size() != clients) {
            throw new Damaged(
                    "a change that a client of session " + session.session().value() + " made is missing");
        }
        return changes;
    }
}
