package dev.parley.adapters.websocket;

import dev.parley.gateway.Conversation;
import java.nio.ByteBuffer;

/// A conversation that takes binary messages too. Ours does not, and they are refused with 1003; a measuring echo does.
interface BinaryReceiver extends Conversation {
    void receivedBinary(ByteBuffer message);
}
