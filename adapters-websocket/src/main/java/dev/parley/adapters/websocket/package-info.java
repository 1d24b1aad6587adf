/// The WebSocket transport (RFC 6455): handshake on the shared listener, frames and close handshake on the loops.
///
/// [Connection] coordinates small state machines, none of which sees a socket or a clock.
@NullMarked
package dev.parley.adapters.websocket;

import org.jspecify.annotations.NullMarked;
