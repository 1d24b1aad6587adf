package dev.parley.adapters.persistence;

import dev.parley.domain.sessions.Snapshot;
import dev.parley.domain.shared.SessionId;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.TenantId;
import java.sql.SQLException;
import java.util.List;

/// Looks at every change of every session, at what clients settled and at snapshots. One thread.
final class CheckSessions {
    private static final int STEP = 200;

    private final Sql sql;
    private final Findings findings;
    private long sessions;
    private long changes;
    private long snapshots;

    CheckSessions(Sql sql, Findings findings) {
        this.sql = sql;
        this.findings = findings;
    }

    long sessions() {
        return sessions;
    }

    long changes() {
        return changes;
    }

    long snapshots() {
        return snapshots;
    }

    void run() {
        findings.look("The list of sessions", () -> {
            for (List<String> row : SessionTable.keys(sql)) {
                sessions++;
                String name = name(row);
                findings.look(name, () -> session(name, key(row)));
            }
        });
        findings.look("The list of changes", () -> {
            for (List<String> row : SessionTable.orphans(sql)) {
                findings.add(name(row) + ": it has changes, but where it stands is lost.");
            }
        });
    }

    private static String name(List<String> row) {
        return "Session " + row.getLast() + " of tenant " + row.getFirst();
    }

    private static SessionKey key(List<String> row) {
        return new SessionKey(new TenantId(row.getFirst()), new SessionId(row.getLast()));
    }

    private void session(String name, SessionKey key) throws SQLException {
        long head = SessionTable.standing(sql, key).head();
        for (long after = 0; after < head; after += STEP) {
            step(name, key, after, Math.min(head, after + STEP));
        }
        if (!SessionTable.contentBetween(sql, key, head, head + 1).isEmpty()) {
            findings.add(name + ": it ends at version " + head + ", but has more.");
        }
        findings.look(name, () -> ClientTable.lastOfEach(sql, key));
        findings.look(name + ": its snapshot", () -> snapshot(name, key, head));
    }

    /// Many at a time where all is well, one by one where something is not.
    private void step(String name, SessionKey key, long after, long last) {
        try {
            changes += read(key, after, last);
        } catch (SQLException | RuntimeException e) {
            for (long version = after + 1; version <= last; version++) {
                long one = version;
                findings.look(name, () -> changes += read(key, one - 1, one));
            }
        }
    }

    private long read(SessionKey key, long after, long last) throws SQLException {
        long found = SessionTable.between(sql, key, after, last).size();
        if (found < last - after) {
            throw new Damaged("no change at version " + (after + found + 1));
        }
        return found;
    }

    private void snapshot(String name, SessionKey key, long head) throws SQLException {
        for (Snapshot snapshot : SnapshotTable.newest(sql, key).stream().toList()) {
            snapshots++;
            if (snapshot.version() > head) {
                findings.add(
                        name + ": its snapshot is of version " + snapshot.version() + ", but it ends at " + head + ".");
            }
        }
    }
}
