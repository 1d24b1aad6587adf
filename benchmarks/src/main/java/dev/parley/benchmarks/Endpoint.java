package dev.parley.benchmarks;

import java.net.InetSocketAddress;
import java.net.URI;

/// Where a server takes WebSocket connections.
///
/// @param target of the request, query included
/// @param subprotocol to offer; empty for none
record Endpoint(InetSocketAddress address, String target, String subprotocol) {
    /// Our own server, whose page is at `url`.
    static Endpoint parley(URI url) {
        return at(url, "/v1/ws", "parley.v1");
    }

    static Endpoint at(URI url, String target, String subprotocol) {
        return new Endpoint(new InetSocketAddress(url.getHost(), url.getPort()), target, subprotocol);
    }
}
