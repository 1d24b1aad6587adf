package dev.parley.domain.sessions;

import dev.parley.domain.shared.ClientId;

/// That a client's patch is done with: what a resend under the same `clientSeq` is answered from.
///
/// @param submitted lower-case hex SHA-256 over base, patch and mode: other content under the same number is refused
public record Settlement(ClientId client, long clientSeq, String submitted, Acknowledgement answer) {}
