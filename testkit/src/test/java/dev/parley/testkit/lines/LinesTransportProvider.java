package dev.parley.testkit.lines;

import dev.parley.gateway.Transport;
import dev.parley.gateway.TransportProvider;
import dev.parley.gateway.TransportSettings;

public final class LinesTransportProvider implements TransportProvider {
    @Override
    public Transport make(TransportSettings settings) {
        return new LinesTransport(settings.find(LinesSettings.class).orElse(new LinesSettings(0)));
    }
}
