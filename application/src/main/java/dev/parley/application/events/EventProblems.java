package dev.parley.application.events;

import dev.parley.domain.events.StreamState.Start;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;

/// What events refuse, in words.
final class EventProblems {
    private EventProblems() {}

    static Problem forbidden(String what) {
        return Problem.of(ErrorCode.FORBIDDEN, "the token does not allow to " + what + " here");
    }

    static Problem storeUnavailable(long retryAfterMillis) {
        return Problem.later(
                ErrorCode.STORE_UNAVAILABLE, retryAfterMillis, "the store did not take it; send it again later");
    }

    static Problem busy(String limit, long retryAfterMillis) {
        return Problem.busy(limit, retryAfterMillis, "too much at a time for this stream");
    }

    static Problem conflict(long head) {
        return Problem.of(ErrorCode.CONFLICT, "the stream is not where you expect it")
                .with("offset", number(head));
    }

    static Problem reused(String id) {
        return Problem.of(ErrorCode.OP_ID_REUSED, "the id " + id + " stands for another event");
    }

    static Problem noStreamInPattern() {
        return Problem.field(
                ErrorCode.INVALID_PATTERN, "pattern", "the first segment names the stream and must be literal");
    }

    static Problem epochChanged(Start.EpochChanged start) {
        return Problem.of(ErrorCode.EPOCH_CHANGED, "the position is of another epoch; start from earliest or latest")
                .with("epoch", number(start.epoch()));
    }

    static Problem outside(Start.Outside start) {
        return Problem.of(ErrorCode.INVALID_OFFSET, "no such position: the stream goes from 0 to its head")
                .with("head", number(start.head()));
    }

    static Problem gone(long earliest) {
        return Problem.of(ErrorCode.OFFSET_GONE, "events after that position are no longer kept")
                .with("earliest", number(earliest));
    }

    private static JsonNumber number(long value) {
        return JsonNumber.of(value);
    }
}
