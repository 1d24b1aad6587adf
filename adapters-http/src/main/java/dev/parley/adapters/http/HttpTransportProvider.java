package dev.parley.adapters.http;

import dev.parley.gateway.AllowedOrigins;
import dev.parley.gateway.Readiness;
import dev.parley.gateway.Transport;
import dev.parley.gateway.TransportProvider;
import dev.parley.gateway.TransportSettings;
import java.util.Optional;

/// How the HTTP transport is found. Takes [HttpSettings], [AllowedOrigins], which count more than the origins among the
/// former, and [Readiness]; without the latter the server is ready while it listens.
public final class HttpTransportProvider implements TransportProvider {
    @Override
    public Transport make(TransportSettings settings) {
        HttpSettings own = settings.find(HttpSettings.class).orElse(HttpSettings.DEFAULTS);
        AllowedOrigins allowed = settings.find(AllowedOrigins.class).orElse(port -> own.origins());
        Readiness readiness = settings.find(Readiness.class).orElse(Optional::empty);
        return new HttpTransport(own, allowed::on, readiness);
    }
}
