package dev.parley.adapters.http;

import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.SessionId;
import dev.parley.domain.shared.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// On which version a numbered patch was put that did not name one. A resend must be the same word for word to hear the
/// first answer again, and the head has moved on by then. Only the newest are remembered, and only here: a resend that
/// is not known any more is refused, never applied twice. Thread-safe.
final class SentBases {
    private static final int MOST = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Sent, Tag> bases = new LinkedHashMap<>();

    /// One patch of one client, as his number names it.
    record Sent(TenantId tenant, SessionId session, ClientId client, long clientSeq) {}

    Optional<Tag> find(Sent sent) {
        lock.lock();
        try {
            return Optional.ofNullable(bases.get(sent));
        } finally {
            lock.unlock();
        }
    }

    void remember(Sent sent, Tag base) {
        lock.lock();
        try {
            bases.putIfAbsent(sent, base);
            if (bases.size() > MOST) {
                bases.remove(bases.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    /// The number was not used up: a next attempt meets the head anew.
    void forget(Sent sent) {
        lock.lock();
        try {
            bases.remove(sent);
        } finally {
            lock.unlock();
        }
    }
}
