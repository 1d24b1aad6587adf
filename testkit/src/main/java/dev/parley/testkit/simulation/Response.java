package dev.parley.testkit.simulation;

/// What became of a request.
sealed interface Response {
    record Done(Fields result) implements Response {}

    record Refused(String code, boolean retryable, long retryAfterMillis) implements Response {}

    /// The connection went before an answer came: whether the call took effect is unknown.
    record Lost() implements Response {}

    static Response of(Fields message) {
        if (!message.has("error")) {
            return new Done(message.object("result"));
        }
        Fields data = message.object("error").object("data");
        long after = data.has("retryAfterMs") ? data.number("retryAfterMs") : 1_000;
        return new Refused(data.text("code"), data.flag("retryable"), after);
    }
}
