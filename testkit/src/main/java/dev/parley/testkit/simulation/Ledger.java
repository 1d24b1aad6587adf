package dev.parley.testkit.simulation;

import dev.parley.application.events.EventLog;
import dev.parley.application.sessions.OperationLog;
import dev.parley.domain.sessions.Change;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.shared.SessionId;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.TenantId;
import dev.parley.testkit.Answer;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// What has ever reached the disk, kept by the judge: read from the synced logs after each write. Each entry is checked
/// as it comes, against all that came before.
final class Ledger {
    private final OperationLog operations;
    private final Map<String, SessionHistory> sessions = new TreeMap<>();
    private final StreamHistory stream;
    private BiConsumer<String, String> whenRoleChanges = (session, user) -> {};

    Ledger(OperationLog operations, EventLog events) {
        this.operations = operations;
        this.stream = new StreamHistory(events);
    }

    void watch(String session) {
        sessions.put(session, new SessionHistory(session));
    }

    /// @param then takes the session and the user, when such a change is on disk
    void whenRoleChanges(BiConsumer<String, String> then) {
        whenRoleChanges = then;
    }

    void catchUp() {
        sessions.forEach((name, history) -> {
            Answer<OperationLog.Changes> answer = new Answer<>();
            operations.read(key(name), history.head(), Integer.MAX_VALUE - 1, answer);
            if (answer.value() instanceof OperationLog.Changes.Read(var changes)) {
                changes.forEach(change -> add(name, history, change));
            }
        });
        stream.catchUp();
    }

    private void add(String session, SessionHistory history, Committed next) {
        history.add(next);
        if (next.change() instanceof Change.RoleChanged changed) {
            whenRoleChanges.accept(session, changed.user().value());
        }
    }

    SessionHistory session(String name) {
        SessionHistory history = sessions.get(name);
        if (history == null) {
            throw new Violation("no such session: " + name);
        }
        return history;
    }

    StreamHistory stream() {
        return stream;
    }

    /// What a server would read that starts now.
    OperationLog.Loaded load(String session) {
        Answer<OperationLog.Loaded> answer = new Answer<>();
        operations.load(key(session), answer);
        return answer.value();
    }

    static SessionKey key(String session) {
        return new SessionKey(TenantId.DEFAULT, new SessionId(session));
    }
}
