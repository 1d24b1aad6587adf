package dev.parley.listener;

import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// How many sockets one address may hold open. Thread-safe.
///
/// A closed socket is noticed when its address needs the place, or at the clean-up after as many new sockets as were
/// left by the last one: no socket has to report its end.
final class AddressQuota {
    private static final int MIN_BETWEEN_CLEANUPS = 1024;

    private final int max;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<InetAddress, List<SocketChannel>> open = new HashMap<>();
    private int untilCleanup = MIN_BETWEEN_CLEANUPS;

    AddressQuota(int max) {
        this.max = max;
    }

    /// Counts `channel` in, or returns false where `address` has used up its quota.
    boolean admit(InetAddress address, SocketChannel channel) {
        if (max == ListenerSettings.UNLIMITED) {
            return true;
        }
        lock.lock();
        try {
            return count(address, channel);
        } finally {
            lock.unlock();
        }
    }

    private boolean count(InetAddress address, SocketChannel channel) {
        cleanUpNowAndThen();
        List<SocketChannel> others = open.computeIfAbsent(address, first -> new ArrayList<>());
        if (others.size() >= max) {
            others.removeIf(other -> !other.isOpen());
        }
        return others.size() < max && others.add(channel);
    }

    private void cleanUpNowAndThen() {
        if (--untilCleanup > 0) {
            return;
        }
        int left = 0;
        for (List<SocketChannel> channels : open.values()) {
            channels.removeIf(channel -> !channel.isOpen());
            left += channels.size();
        }
        open.values().removeIf(List::isEmpty);
        untilCleanup = Math.max(MIN_BETWEEN_CLEANUPS, left);
    }
}
