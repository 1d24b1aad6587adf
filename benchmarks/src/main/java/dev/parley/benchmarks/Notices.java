package dev.parley.benchmarks;

import java.nio.ByteBuffer;

/// What a scenario does with the notifications that one client gets.
interface Notices {
    /// Counts nothing, reads nothing.
    Notices IGNORED = (client, buffer, at, length) -> {};

    /// A notification as it came; [Client#read] makes a tree of it for those who want more than to count.
    void notice(Client client, ByteBuffer buffer, int at, int length);
}
