package dev.parley.adapters.websocket;

import dev.parley.gateway.Gateway;
import dev.parley.gateway.Loop;
import dev.parley.gateway.Peer;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// What a connection is made of.
///
/// @param early bytes that came with the handshake
/// @param readBuffer shared by the connections of one loop; at most so much is read in one turn
/// @param firstPing from 0 to 1: when in the interval the first ping goes out
/// @param onGone told once the socket is closed
record ConnectionParts(
        Gateway gateway,
        WebSocketSettings settings,
        Peer peer,
        Loop loop,
        SocketChannel channel,
        ByteBuffer early,
        ByteBuffer readBuffer,
        double firstPing,
        Runnable onGone) {}
