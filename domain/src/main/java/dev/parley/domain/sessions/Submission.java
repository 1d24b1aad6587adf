package dev.parley.domain.sessions;

import dev.parley.domain.json.CanonicalJson;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.JsonPatches;
import dev.parley.domain.json.JsonString;
import dev.parley.domain.shared.ClientId;

/// A patch as its author sent it.
///
/// @param clientSeq the author's own counter, from 1; may have gaps
/// @param baseVersion what the author saw
/// @param fingerprint lower-case hex SHA-256 over base, patch and mode: what a verbatim resend has in common
public record Submission(
        ClientId client, long clientSeq, long baseVersion, JsonPatch patch, Mode mode, String fingerprint) {
    public static Submission of(ClientId client, long clientSeq, long baseVersion, JsonPatch patch, Mode mode) {
        String fingerprint = CanonicalJson.sha256Hex(JsonArray.of(
                new JsonString(Long.toString(baseVersion)), new JsonString(mode.name()), JsonPatches.toJson(patch)));
        return new Submission(client, clientSeq, baseVersion, patch, mode, fingerprint);
    }

    Settlement settledAs(Acknowledgement answer) {
        return new Settlement(client, clientSeq, fingerprint, answer);
    }
}
