package dev.parley.gateway;

import dev.parley.application.access.Authenticator;
import java.util.Optional;

/// Who opened a connection, as the transport knows it.
///
/// @param address of the socket's other end, for limits and logs
/// @param identity where a token came with the handshake and was accepted
/// @param token that token, so that a different one in `connect` is noticed
public record Peer(String address, Optional<Authenticator.Identity> identity, Optional<String> token) {}
