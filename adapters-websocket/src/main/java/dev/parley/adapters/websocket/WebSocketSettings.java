package dev.parley.adapters.websocket;

/// What one WebSocket connection may do. The size of a message is the gateway's limit, the same for all transports.
///
/// @param path of the end point
/// @param origins that web pages may connect from
/// @param maxConnections upgraded at a time; more are answered 503
/// @param retryAfterSeconds told with a 503
/// @param authenticateWithinMillis for the token that came with the handshake; then 503
/// @param maxFragments of one message, empty ones included; then 1008
/// @param messageWithinMillis from a message's first byte to its last; then 1008
/// @param controlFramesPerSecond in the long run; then 1008
/// @param controlFrameBurst at once; then 1008
/// @param pingAfterMillis of silence the server asks whether the peer is there
/// @param pongWithinMillis the peer must be heard from, or it is dead
/// @param lingerMillis for the close handshake; then the socket is reset
public record WebSocketSettings(
        String path,
        Origins origins,
        int maxConnections,
        int retryAfterSeconds,
        long authenticateWithinMillis,
        int maxFragments,
        long messageWithinMillis,
        int controlFramesPerSecond,
        int controlFrameBurst,
        long pingAfterMillis,
        long pongWithinMillis,
        long lingerMillis) {
    public static final WebSocketSettings DEFAULTS = new WebSocketSettings(
            "/v1/ws", Origins.none(), 100_000, 5, 4_000, 1024, 30_000, 20, 100, 25_000, 8_000, 5_000);

    public WebSocketSettings at(String newPath) {
        return copy(newPath, origins, maxConnections);
    }

    public WebSocketSettings with(Origins allowed) {
        return copy(path, allowed, maxConnections);
    }

    public WebSocketSettings withMaxConnections(int max) {
        return copy(path, origins, max);
    }

    public WebSocketSettings withBudgets(int fragments, int controlPerSecond, int controlBurst) {
        return new WebSocketSettings(
                path,
                origins,
                maxConnections,
                retryAfterSeconds,
                authenticateWithinMillis,
                fragments,
                messageWithinMillis,
                controlPerSecond,
                controlBurst,
                pingAfterMillis,
                pongWithinMillis,
                lingerMillis);
    }

    public WebSocketSettings withTimes(long message, long pingAfter, long pongWithin, long linger) {
        return new WebSocketSettings(
                path,
                origins,
                maxConnections,
                retryAfterSeconds,
                authenticateWithinMillis,
                maxFragments,
                message,
                controlFramesPerSecond,
                controlFrameBurst,
                pingAfter,
                pongWithin,
                linger);
    }

    private WebSocketSettings copy(String newPath, Origins newOrigins, int newMaxConnections) {
        return new WebSocketSettings(
                newPath,
                newOrigins,
                newMaxConnections,
                retryAfterSeconds,
                authenticateWithinMillis,
                maxFragments,
                messageWithinMillis,
                controlFramesPerSecond,
                controlFrameBurst,
                pingAfterMillis,
                pongWithinMillis,
                lingerMillis);
    }
}
