package dev.parley.adapters.persistence;

import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.StreamKey;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// One transaction of the writer: its statements, and where the streams and sessions stand that it touches. Each of
/// those is read once and written once, however many writes of the batch move it. Gone with the transaction, so that
/// nothing outlives a rollback.
///
/// One thread: the writer.
final class Batch {
    private final Sql sql;
    private final Map<StreamKey, EventTable.Standing> streams = new HashMap<>();
    private final Map<StreamKey, EventTable.Standing> movedStreams = new HashMap<>();
    private final Map<SessionKey, SessionTable.Standing> sessions = new HashMap<>();
    private final Map<SessionKey, SessionTable.Standing> movedSessions = new HashMap<>();

    Batch(Sql sql) {
        this.sql = sql;
    }

    Sql sql() {
        return sql;
    }

    EventTable.Standing standing(StreamKey stream) throws SQLException {
        EventTable.Standing known = streams.get(stream);
        if (known == null) {
            known = EventTable.standing(sql, stream);
            streams.put(stream, known);
        }
        return known;
    }

    void move(StreamKey stream, EventTable.Standing now) {
        streams.put(stream, now);
        movedStreams.put(stream, now);
    }

    SessionTable.Standing standing(SessionKey session) throws SQLException {
        SessionTable.Standing known = sessions.get(session);
        if (known == null) {
            known = SessionTable.standing(sql, session);
            sessions.put(session, known);
        }
        return known;
    }

    void move(SessionKey session, SessionTable.Standing now) {
        sessions.put(session, now);
        movedSessions.put(session, now);
    }

    /// Writes what has moved; call it once, before the commit.
    void finish() throws SQLException {
        for (Map.Entry<StreamKey, EventTable.Standing> moved : movedStreams.entrySet()) {
            EventTable.save(sql, moved.getKey(), moved.getValue());
        }
        for (Map.Entry<SessionKey, SessionTable.Standing> moved : movedSessions.entrySet()) {
            SessionTable.save(sql, moved.getKey(), moved.getValue());
        }
    }
}
