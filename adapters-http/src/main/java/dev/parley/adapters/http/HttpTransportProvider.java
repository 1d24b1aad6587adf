package dev.parley.adapters.http;

import dev.parley.gateway.AllowedOrigins;
import dev.parley.gateway.Transport;
import dev.parley.gateway.TransportProvider;
import dev.parley.gateway.TransportSettings;

/// How the HTTP transport is found. Takes [HttpSettings] and [AllowedOrigins], which count more than the origins among
/// the former.
public final class HttpTransportProvider implements TransportProvider {
    @Override
    public Transport make(TransportSettings settings) {
        HttpSettings own = settings.find(HttpSettings.class).orElse(HttpSettings.DEFAULTS);
        return settings.find(AllowedOrigins.class)
                .map(allowed -> new HttpTransport(own, allowed::on))
                .orElseGet(() -> new HttpTransport(own));
    }
}
