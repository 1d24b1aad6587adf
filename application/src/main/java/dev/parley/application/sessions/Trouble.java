package dev.parley.application.sessions;

import dev.parley.domain.json.JsonString;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import dev.parley.domain.shared.SessionId;

/// Refusals that several use cases share.
final class Trouble {
    static final long RETRY_AFTER_MILLIS = 100;

    private Trouble() {}

    /// One and the same for a session that does not exist and for one that the caller may not see.
    static Problem unknown(SessionId session) {
        return Problem.of(
                ErrorCode.NOT_FOUND,
                "no session " + session.value()
                        + " here: make it with session.create, or join it again if you were in");
    }

    static Problem store() {
        return Problem.of(ErrorCode.STORE_UNAVAILABLE, "the store did not answer; nothing is lost, send it again");
    }

    static Problem busy(long retryAfterMillis) {
        return Problem.later(ErrorCode.STORE_UNAVAILABLE, retryAfterMillis, "the store is busy; send it again")
                .with("limit", new JsonString("storeQueue"));
    }

    static Problem tooMany(String limit, String what) {
        return Problem.busy(limit, RETRY_AFTER_MILLIS, "too many " + what + " for this session");
    }
}
