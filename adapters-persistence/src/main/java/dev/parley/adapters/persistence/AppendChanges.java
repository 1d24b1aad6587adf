package dev.parley.adapters.persistence;

import dev.parley.adapters.persistence.ClientTable.Last;
import dev.parley.adapters.persistence.SessionTable.Standing;
import dev.parley.application.lanes.Reply;
import dev.parley.application.sessions.OperationLog.Append;
import dev.parley.application.sessions.OperationLog.Appended;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.sessions.Settlement;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.SessionKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    public Runnable apply(Batch batch) throws SQLException {
        Appended verdict = verdict(batch);
        return () -> reply.accept(verdict);
    }

    private Appended verdict(Batch batch) throws SQLException {
        Map<ClientId, Optional<Last>> settled = settled(batch.sql());
        List<Settlement> known = known(batch.sql(), settled);
        if (known.size() == changes.size()) {
            return new Appended.Duplicate(known);
        }
        Standing now = batch.standing(session);
        if (fence < now.fence()) {
            return new Appended.Fenced(now.fence());
        }
        if (expected != now.head() || !known.isEmpty() || repeatsItself()) {
            return new Appended.Conflict(now.head());
        }
        return store(batch, now.head(), settled);
    }

    /// What each of the authors has settled last.
    private Map<ClientId, Optional<Last>> settled(Sql sql) throws SQLException {
        Map<ClientId, Optional<Last>> settled = new HashMap<>();
        for (EncodedChange change : changes) {
            if (change.settlement().isPresent()) {
                ClientId client = change.settlement().get().client();
                if (!settled.containsKey(client)) {
                    settled.put(client, ClientTable.last(sql, session, client));
                }
            }
        }
        return settled;
    }

    private List<Settlement> known(Sql sql, Map<ClientId, Optional<Last>> settled) throws SQLException {
        List<Settlement> known = new ArrayList<>();
        for (EncodedChange change : changes) {
            if (change.settlement().isPresent()) {
                Settlement asked = change.settlement().get();
                known(sql, asked, settled.getOrDefault(asked.client(), Optional.empty()))
                        .ifPresent(known::add);
            }
        }
        return known;
    }

    private Optional<Settlement> known(Sql sql, Settlement asked, Optional<Last> last) throws SQLException {
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

    private Appended store(Batch batch, long head, Map<ClientId, Optional<Last>> settled) throws SQLException {
        long version = head;
        for (EncodedChange change : changes) {
            SessionTable.insert(batch.sql(), session, ++version, change);
            if (change.settlement().isPresent()) {
                settle(batch.sql(), change.settlement().get(), version, settled);
            }
        }
        batch.move(session, new Standing(version, fence));
        return new Appended.Durable(head + 1, version);
    }

    /// Moves the author's last number forward, never back.
    private void settle(Sql sql, Settlement made, long version, Map<ClientId, Optional<Last>> settled)
            throws SQLException {
        Optional<Last> before = settled.getOrDefault(made.client(), Optional.empty());
        if (before.isPresent() && before.get().clientSeq() >= made.clientSeq()) {
            return;
        }
        Last now = new Last(made.clientSeq(), version);
        if (before.isEmpty()) {
            ClientTable.insert(sql, session, made.client(), now);
        } else {
            ClientTable.update(sql, session, made.client(), now);
        }
        settled.put(made.client(), Optional.of(now));
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
