package dev.parley.domain.shared;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonString;
import java.util.Optional;

/// Why something was refused: a stable code, a sentence for a person, and members of the error's `data`
/// (`field`, `limit`, `index`, `retryAfterMs` …) beside `code` and `retryable`.
public record Problem(ErrorCode code, String message, JsonObject data) {
    public static Problem of(ErrorCode code, String message) {
        return new Problem(code, message, JsonObject.EMPTY);
    }

    public static Problem field(ErrorCode code, String field, String message) {
        return of(code, message).with("field", new JsonString(field));
    }

    public static Problem limit(String limit, long allowed, String message) {
        return of(ErrorCode.LIMIT_EXCEEDED, message)
                .with("limit", new JsonString(limit))
                .with("allowed", JsonNumber.of(allowed));
    }

    public static Problem later(ErrorCode code, long retryAfterMillis, String message) {
        return of(code, message).with("retryAfterMs", JsonNumber.of(retryAfterMillis));
    }

    /// More at a time than `limit` lets through.
    public static Problem busy(String limit, long retryAfterMillis, String message) {
        return later(ErrorCode.RATE_LIMITED, retryAfterMillis, message).with("limit", new JsonString(limit));
    }

    /// The limit that refused, where one did.
    public Optional<String> limit() {
        return data.member("limit").map(name -> ((JsonString) name).value());
    }

    public Problem with(String name, Json value) {
        return new Problem(code, message, data.with(name, value));
    }
}
