package dev.parley.adapters.websocket;

import dev.parley.domain.events.Position;
import dev.parley.gateway.Gateway;
import dev.parley.testkit.contracts.transport.DeliveryContract;
import dev.parley.testkit.contracts.transport.Endpoint;
import dev.parley.testkit.contracts.transport.ListeningClient;
import dev.parley.testkit.contracts.transport.OverDialogue;
import java.util.Optional;

class WebSocketDeliveryTest extends DeliveryContract {
    private int port;

    @Override
    protected Endpoint serveListeners(Gateway served) {
        RawDialogue.Serving serving = RawDialogue.Serving.start(served);
        port = serving.port();
        return serving;
    }

    @Override
    protected ListeningClient listening(String token, String pattern, Optional<Position> after) {
        return OverDialogue.listening(new RawDialogue(port), token, pattern, after);
    }
}
