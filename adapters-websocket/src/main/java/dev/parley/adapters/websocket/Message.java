package dev.parley.adapters.websocket;

import java.nio.ByteBuffer;

/// One whole message of a client.
///
/// @param binary or text, which is then valid UTF-8
/// @param bytes the transport's again once the message is dealt with
record Message(boolean binary, ByteBuffer bytes) {}
