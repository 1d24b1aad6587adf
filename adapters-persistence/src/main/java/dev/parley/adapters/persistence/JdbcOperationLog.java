package dev.parley.adapters.persistence;

import dev.parley.adapters.persistence.Parts.Whole;
import dev.parley.adapters.persistence.SessionTable.Standing;
import dev.parley.application.Grade;
import dev.parley.application.lanes.Reply;
import dev.parley.application.sessions.OperationLog;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.sessions.Settlement;
import dev.parley.domain.sessions.Snapshot;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.SessionKey;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Sessions in the database. Thread-safe: appends go to the writer, everything else to the readers.
final class JdbcOperationLog implements OperationLog {
    private static final Logger LOG = System.getLogger(JdbcOperationLog.class.getName());

    private static final int STEP = 50;

    private final Grade grade;
    private final long epoch;
    private final GroupCommit writer;
    private final Readers readers;
    private final StoreSettings settings;

    JdbcOperationLog(Grade grade, long epoch, GroupCommit writer, Readers readers, StoreSettings settings) {
        this.grade = grade;
        this.epoch = epoch;
        this.writer = writer;
        this.readers = readers;
        this.settings = settings;
    }

    @Override
    public Grade grade() {
        return grade;
    }

    @Override
    public void append(Append append, Reply<Appended> reply) {
        writer.submit(new AppendChanges(append, reply));
    }

    @Override
    public void load(SessionKey session, Reply<Loaded> reply) {
        readers.read(sql -> loaded(sql, session), Loaded.Failed::new, reply);
    }

    private Loaded loaded(Sql sql, SessionKey session) throws SQLException {
        Standing now = SessionTable.standing(sql, session);
        if (now.head() == 0) {
            requireUnwritten(sql, session);
            return new Loaded.Absent();
        }
        Optional<Snapshot> snapshot = snapshot(sql, session);
        long from = snapshot.map(Snapshot::version).orElse(0L);
        List<Committed> tail = SessionTable.between(sql, session, from, Long.MAX_VALUE);
        if (from + tail.size() != now.head()) {
            throw new Damaged("session " + session.session().value() + " does not end at version " + now.head());
        }
        return new Loaded.Found(epoch, snapshot, tail, settled(sql, session));
    }

    /// Where the row of a session is lost, its changes are still there.
    private static void requireUnwritten(Sql sql, SessionKey session) throws SQLException {
        if (!SessionTable.contentBetween(sql, session, 0, 1).isEmpty()) {
            throw new Damaged("where session " + session.session().value() + " stands is lost");
        }
    }

    /// A damaged snapshot is no loss: the log still has everything.
    private static Optional<Snapshot> snapshot(Sql sql, SessionKey session) throws SQLException {
        try {
            return SnapshotTable.newest(sql, session);
        } catch (Damaged e) {
            LOG.log(Level.ERROR, "a snapshot is damaged; the whole log is read instead", e);
            return Optional.empty();
        }
    }

    private static Map<ClientId, Settlement> settled(Sql sql, SessionKey session) throws SQLException {
        Map<ClientId, Settlement> settled = new TreeMap<>();
        for (Committed last : ClientTable.lastOfEach(sql, session)) {
            EncodedChange.settlement(last.change()).ifPresent(one -> settled.put(one.client(), one));
        }
        return settled;
    }

    @Override
    public void read(SessionKey session, long after, int max, Reply<Changes> reply) {
        readers.read(sql -> changes(sql, session, after, max), Changes.Failed::new, reply);
    }

    private Changes changes(Sql sql, SessionKey session, long after, int max) throws SQLException {
        long head = SessionTable.standing(sql, session).head();
        long last = Math.min(head, after + Math.min(max, settings.maxPageRows()));
        List<Committed> page = new ArrayList<>();
        long bytes = 0;
        for (long at = after; at < last && bytes < settings.maxPageBytes(); at += STEP) {
            long to = Math.min(last, at + STEP);
            List<Whole> step = SessionTable.contentBetween(sql, session, at, to);
            requireAll(step, at, to);
            for (Whole whole : step) {
                page.add(SessionTable.committed(whole));
                bytes += whole.content().length;
            }
        }
        return new Changes.Read(page);
    }

    private static void requireAll(List<Whole> step, long after, long last) throws Damaged {
        if (step.size() != last - after) {
            throw new Damaged("no change at version " + (after + step.size() + 1));
        }
    }
}
