package dev.parley.adapters.http;

import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonString;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import dev.parley.protocol.json.JsonWriter;
import dev.parley.protocol.rpc.ReplyWriter;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;

/// How results and refusals look over HTTP (RFC 9110).
///
/// @param retryAfterSeconds told where the problem does not say when to come back
record Answers(int retryAfterSeconds) {
    static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

    private static final long MILLIS_PER_SECOND = 1_000;

    /// The status that a code stands for.
    static int statusOf(ErrorCode code) {
        return switch (code) {
            case PARSE_ERROR,
                    INVALID_REQUEST,
                    METHOD_NOT_FOUND,
                    INVALID_PARAMS,
                    CONNECTION_REQUIRED,
                    INVALID_ID,
                    INVALID_TOPIC,
                    INVALID_PATTERN,
                    INVALID_FILTER,
                    INVALID_OFFSET,
                    INVALID_VERSION -> 400;
            case UNAUTHENTICATED, TOKEN_EXPIRED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT, PATCH_IN_FLIGHT, STALE_BASE, EPOCH_CHANGED, OP_ID_REUSED, DUPLICATE, OFFSET_GONE -> 409;
            case LIMIT_EXCEEDED -> 413;
            case INVALID_PATCH, TEST_FAILED, SCHEMA_VIOLATION -> 422;
            case RATE_LIMITED -> 429;
            case STORE_UNAVAILABLE, SHUTTING_DOWN, INTERNAL -> 503;
        };
    }

    /// A result; `no-store` unless the caller has said otherwise.
    void result(ServerResponse response, byte[] json) {
        response.header(HeaderValues.CONTENT_TYPE_JSON).send(json);
    }

    void refused(ServerResponse response, Problem problem) {
        refused(response, statusOf(problem.code()), problem);
    }

    /// The body is the `data` of a JSON-RPC error, with its message.
    void refused(ServerResponse response, int status, Problem problem) {
        if (status == 401) {
            response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        if (status == 429 || status == 503) {
            response.header(HeaderNames.RETRY_AFTER, Long.toString(retryAfter(problem)));
        }
        JsonWriter body = new JsonWriter();
        ReplyWriter.data(body, problem.with("message", new JsonString(problem.message())));
        response.status(Status.create(status))
                .header(HeaderValues.CONTENT_TYPE_JSON)
                .header(NO_STORE)
                .send(body.toBytes());
    }

    private long retryAfter(Problem problem) {
        return problem.data().member("retryAfterMs").orElse(JsonNumber.of(0)) instanceof JsonNumber(double millis)
                        && millis > 0
                ? (long) Math.ceil(millis / MILLIS_PER_SECOND)
                : retryAfterSeconds;
    }
}
