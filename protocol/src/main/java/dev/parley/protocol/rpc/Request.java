package dev.parley.protocol.rpc;

import dev.parley.domain.shared.Bytes;
import java.util.Optional;

/// A JSON-RPC 2.0 request (§4), or without an id a notification (§4.1), which is never answered.
///
/// @param id as the client wrote it, echoed byte for byte; `null` is an id too
public record Request(String method, Optional<Bytes> id, Params params) {
    public boolean isNotification() {
        return id.isEmpty();
    }
}
