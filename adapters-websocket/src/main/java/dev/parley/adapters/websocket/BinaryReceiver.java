package dev.parley.adapters.websocket;

import dev.parley.gateway.Conversation;
import java.nio.ByteBuffer;

/// A conversation that takes binary messages too. Ours does not, so that they are refused with 1003; the echo that
/// is measured does.
interface BinaryReceiver extends Conversation {
    void receivedBinary(ByteBuffer message);
}
