package dev.parley.gateway;

import dev.parley.protocol.json.JsonWriter;
import dev.parley.protocol.rpc.ReplyWriter;
import java.util.OptionalLong;

/// A JSON-RPC notification, encoded once, with what a transport may want to show of it outside of the text.
///
/// @param message the whole text
/// @param method such as `event`
/// @param offset in its stream, where it moves a subscriber's position
@SuppressWarnings("ArrayRecordComponent") // never compared; transports read it, and copy it once
public record Notification(byte[] message, String method, OptionalLong offset) {
    private static final int WITHOUT_PARAMS = "null}".length();

    /// Where the text of the params begins. It ends before the last byte of the message.
    public int paramsFrom() {
        return ReplyWriter.notification(method, JsonWriter::nothing).length - WITHOUT_PARAMS;
    }
}
