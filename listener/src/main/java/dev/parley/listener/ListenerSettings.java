package dev.parley.listener;

import java.util.Set;

/// Where the listener listens and what a socket may cost before it says anything sensible.
///
/// @param host name or address to bind
/// @param port to bind; 0 takes any free one
/// @param backlog connections that the kernel keeps until they are accepted
/// @param maxConnections accepted at a time; more wait in the backlog
/// @param maxConnectionsPerAddress more are closed at once, behind a trusted proxy answered 503. [#UNLIMITED] lifts it
/// @param trustedProxies addresses, or ranges such as `10.0.0.0/8`, whose `X-Forwarded-For` is believed: their
///     sockets count for whom they speak
/// @param maxHeaderBytes of one request head
/// @param maxBodyBytes of one request body
/// @param sendBufferBytes kernel buffer per socket; autotuning would hide megabytes of stale data in it
/// @param headWithinMillis from accept to a complete request head
/// @param bodyWithinMillis from a request head to an answer, where the request has a body
/// @param idleMillis a kept-alive connection may wait for its next request
public record ListenerSettings(
        String host,
        int port,
        int backlog,
        int maxConnections,
        int maxConnectionsPerAddress,
        Set<String> trustedProxies,
        int maxHeaderBytes,
        long maxBodyBytes,
        int sendBufferBytes,
        long headWithinMillis,
        long bodyWithinMillis,
        long idleMillis) {
    public static final int UNLIMITED = Integer.MAX_VALUE;

    public static final ListenerSettings DEFAULTS = new ListenerSettings(
            "127.0.0.1",
            8080,
            4096,
            100_000,
            UNLIMITED,
            Set.of(),
            16 * 1024,
            8L * 1024 * 1024,
            128 * 1024,
            10_000,
            30_000,
            60_000);

    public ListenerSettings {
        trustedProxies.forEach(AddressRange::of);
    }

    public ListenerSettings at(String newHost, int newPort) {
        return new ListenerSettings(
                newHost,
                newPort,
                backlog,
                maxConnections,
                maxConnectionsPerAddress,
                trustedProxies,
                maxHeaderBytes,
                maxBodyBytes,
                sendBufferBytes,
                headWithinMillis,
                bodyWithinMillis,
                idleMillis);
    }

    public ListenerSettings withMaxConnectionsPerAddress(int max) {
        return new ListenerSettings(
                host,
                port,
                backlog,
                maxConnections,
                max,
                trustedProxies,
                maxHeaderBytes,
                maxBodyBytes,
                sendBufferBytes,
                headWithinMillis,
                bodyWithinMillis,
                idleMillis);
    }

    public ListenerSettings withTrustedProxies(Set<String> ranges) {
        return new ListenerSettings(
                host,
                port,
                backlog,
                maxConnections,
                maxConnectionsPerAddress,
                ranges,
                maxHeaderBytes,
                maxBodyBytes,
                sendBufferBytes,
                headWithinMillis,
                bodyWithinMillis,
                idleMillis);
    }

    public ListenerSettings withDeadlines(long newHeadMillis, long newBodyMillis, long newIdleMillis) {
        return new ListenerSettings(
                host,
                port,
                backlog,
                maxConnections,
                maxConnectionsPerAddress,
                trustedProxies,
                maxHeaderBytes,
                maxBodyBytes,
                sendBufferBytes,
                newHeadMillis,
                newBodyMillis,
                newIdleMillis);
    }
}
