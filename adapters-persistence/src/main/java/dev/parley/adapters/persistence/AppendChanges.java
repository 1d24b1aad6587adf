package dev.parley.adapters.persistence;

import dev.parley.adapters.persistence.ClientTable.Last;
import dev.parley.adapters.persistence.SessionTable.Standing;
import dev.parley.application.lanes.Reply;
import dev.parley.application.sessions.OperationLog.Append;
import dev.parley.application.sessions.OperationLog.Appended;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.sessions.Settlement;
import dev.parley.domain.shared.SessionKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One append to a session, on its way through the writer.
final class AppendChanges implements Write {
    private static final int ROW_BYTES = 256;

    private final SessionKey session;
    private final long fence;
    private final long expected;
    private final List<EncodedChange> changes;
    private final Reply<Appended> reply;

    AppendChanges(Append append, Reply<Appended> reply) {
        this.session = append.session();
        this.fence = append.fence();
        this.expected = append.expected();
        this.changes = append.changes().stream().map(EncodedChange::of).toList();
        this.reply = reply;
    }

    @Override
    public int rows() {
        return changes.size();
    }

    @Override
    public long bytes() {
        return changes.stream()
                .mapToLong(change -> ROW_BYTES + change.content().length)
                .sum();
    }

    @Override
    public Runnable apply(Sql sql) throws SQLException {
        Appended verdict = verdict(sql);
        return () -> reply.accept(verdict);
    }

    private Appended verdict(Sql sql) throws SQLException {
        List<Settlement> known = known(sql);
        if (known.size() == changes.size()) {
            return new Appended.Duplicate(known);
        }
        Standing now = SessionTable.standing(sql, session);
        if (fence < now.fence()) {
            return new Appended.Fenced(now.fence());
        }
        if (expected != now.head() || !known.isEmpty() || repeatsItself()) {
            return new Appended.Conflict(now.head());
        }
        return store(sql, now.head());
    }

    private List<Settlement> known(Sql sql) throws SQLException {
        List<Settlement> known = new ArrayList<>();
        for (EncodedChange change : changes) {
            if (change.settlement().isPresent()) {
                known(sql, change.settlement().get()).ifPresent(known::add);
            }
        }
        return known;
    }

    private Optional<Settlement> known(Sql sql, Settlement asked) throws SQLException {
        Optional<Last> last = ClientTable.last(sql, session, asked.client());
        if (last.isEmpty() || asked.clientSeq() > last.get().clientSeq()) {
            return Optional.empty();
        }
        long version = SessionTable.versionOf(sql, session, asked.client(), asked.clientSeq())
                .orElse(last.get().version());
        List<Committed> found = SessionTable.between(sql, session, version - 1, version);
        if (found.isEmpty()) {
            throw new Damaged("no change at version " + version);
        }
        return EncodedChange.settlement(found.getFirst().change());
    }

    private boolean repeatsItself() {
        Set<List<Object>> seen = new HashSet<>();
        return changes.stream()
                .flatMap(change -> change.settlement().stream())
                .anyMatch(one -> !seen.add(List.of(one.client(), one.clientSeq())));
    }

    private Appended store(Sql sql, long head) throws SQLException {
        long version = head;
        for (EncodedChange change : changes) {
            SessionTable.insert(sql, session, ++version, change);
            if (change.settlement().isPresent()) {
                Settlement settlement = change.settlement().get();
                ClientTable.settle(sql, session, settlement.client(), new Last(settlement.clientSeq(), version));
            }
        }
        SessionTable.save(sql, session, new Standing(version, fence));
        return new Appended.Durable(head + 1, version);
    }

    @Override
    public void refuse(Refusal why) {
        reply.accept(
                switch (why) {
                    case Refusal.Busy(long retryAfterMillis) -> new Appended.Busy(retryAfterMillis);
                    case Refusal.Failed(String reason) -> new Appended.Failed(reason);
                    case Refusal.Unknown(String reason) -> new Appended.Unknown(reason);
                });
    }
}
