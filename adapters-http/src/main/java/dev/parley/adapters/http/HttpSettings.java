package dev.parley.adapters.http;

import java.util.Set;
import java.util.regex.Pattern;

/// What HTTP serves, and what a request may cost.
///
/// @param basePath before every path, empty or such as `/parley`: where a proxy serves more than this server
/// @param page whether the page is at the root, for `dev`
/// @param origins that web pages may call from, whole serialised origins (RFC 6454); clients that are no browsers send
///     none and are let in
/// @param maxRequestBytes of one request's body; then 413
/// @param authenticateWithinMillis for a request's token; then 503
/// @param answerWithinMillis for the answer of the core; then 503, and what was asked for may still happen
/// @param maxPatches without an `Idempotency-Key` in progress at a time; then 429
/// @param maxStreams of events at a time; then 503
/// @param heartbeatMillis between two comments on a stream of events
/// @param retryAfterSeconds told with a 503
public record HttpSettings(
        String basePath,
        boolean page,
        Set<String> origins,
        int maxRequestBytes,
        long authenticateWithinMillis,
        long answerWithinMillis,
        int maxPatches,
        int maxStreams,
        long heartbeatMillis,
        int retryAfterSeconds) {
    private static final Pattern BASE_PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)*");

    public static final HttpSettings DEFAULTS =
            new HttpSettings("", false, Set.of(), 5 * 1024 * 1024, 4_000, 10_000, 64, 10_000, 15_000, 5);

    public HttpSettings {
        if (!BASE_PATH.matcher(basePath).matches()) {
            throw new IllegalArgumentException("not a base path: " + basePath);
        }
        if (origins.contains("null")) {
            throw new IllegalArgumentException("the opaque origin null cannot be allowed");
        }
        origins = Set.copyOf(origins);
    }

    public HttpSettings withPage() {
        return copy(basePath, true, origins, maxRequestBytes, answerWithinMillis);
    }

    public HttpSettings at(String newBasePath) {
        return copy(newBasePath, page, origins, maxRequestBytes, answerWithinMillis);
    }

    public HttpSettings with(Set<String> allowed) {
        return copy(basePath, page, allowed, maxRequestBytes, answerWithinMillis);
    }

    public HttpSettings withRequests(int bytes, long withinMillis) {
        return copy(basePath, page, origins, bytes, withinMillis);
    }

    public HttpSettings withStreams(int most, long newHeartbeatMillis) {
        return new HttpSettings(
                basePath,
                page,
                origins,
                maxRequestBytes,
                authenticateWithinMillis,
                answerWithinMillis,
                maxPatches,
                most,
                newHeartbeatMillis,
                retryAfterSeconds);
    }

    private HttpSettings copy(
            String newBasePath, boolean newPage, Set<String> newOrigins, int newRequestBytes, long newAnswerWithin) {
        return new HttpSettings(
                newBasePath,
                newPage,
                newOrigins,
                newRequestBytes,
                authenticateWithinMillis,
                newAnswerWithin,
                maxPatches,
                maxStreams,
                heartbeatMillis,
                retryAfterSeconds);
    }
}
