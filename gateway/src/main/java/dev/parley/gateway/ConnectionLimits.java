package dev.parley.gateway;

/// What one connection may cost.
///
/// @param maxMessageBytes of one message from a client; larger ones end the connection (WebSocket 1009)
/// @param maxBatch members of a JSON-RPC batch
/// @param maxUnanswered requests in progress; past it the loop stops reading from the socket
/// @param maxGated requests that wait for the answer to `connect`
/// @param connectWithinMillis from accept to the first `connect`
/// @param maxQueuedBytes waiting to be written, answers above 64 KiB not counted; past it the connection is cut
/// @param lagQueuedBytes past it durable streams stop queueing and come back from their log
/// @param noProgressMillis a socket that takes nothing for this long while bytes wait is cut
/// @param tokenNoticeMillis before a token expires, its client is told
public record ConnectionLimits(
        int maxMessageBytes,
        int maxBatch,
        int maxUnanswered,
        int maxGated,
        long connectWithinMillis,
        int maxQueuedBytes,
        int lagQueuedBytes,
        long noProgressMillis,
        long tokenNoticeMillis) {
    public static final ConnectionLimits DEFAULTS =
            new ConnectionLimits(256 * 1024, 100, 64, 32, 10_000, 1024 * 1024, 64 * 1024, 10_000, 60_000);
}
