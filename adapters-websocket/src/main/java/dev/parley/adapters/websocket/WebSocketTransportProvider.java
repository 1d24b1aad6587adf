package dev.parley.adapters.websocket;

import dev.parley.gateway.AllowedOrigins;
import dev.parley.gateway.Transport;
import dev.parley.gateway.TransportProvider;
import dev.parley.gateway.TransportSettings;

/// How the WebSocket transport is found. Takes [WebSocketSettings] and [AllowedOrigins], which count more than the
/// origins among the former.
public final class WebSocketTransportProvider implements TransportProvider {
    @Override
    public Transport make(TransportSettings settings) {
        WebSocketSettings own = settings.find(WebSocketSettings.class).orElse(WebSocketSettings.DEFAULTS);
        return settings.find(AllowedOrigins.class)
                .map(allowed -> new WebSocketTransport(own, port -> new Origins(allowed.on(port))))
                .orElseGet(() -> new WebSocketTransport(own));
    }
}
