package dev.parley.testkit.lines;

import dev.parley.domain.events.Position;
import dev.parley.gateway.Gateway;
import dev.parley.testkit.contracts.transport.DeliveryContract;
import dev.parley.testkit.contracts.transport.Endpoint;
import dev.parley.testkit.contracts.transport.ListeningClient;
import dev.parley.testkit.contracts.transport.OverDialogue;
import java.util.Optional;

class LinesDeliveryTest extends DeliveryContract {
    private int port;

    @Override
    protected Endpoint serveListeners(Gateway served) {
        LineClient.Serving serving = LineClient.Serving.start(served);
        port = serving.port();
        return serving;
    }

    @Override
    protected ListeningClient listening(String token, String pattern, Optional<Position> after) {
        return OverDialogue.listening(new LineClient(port), token, pattern, after);
    }
}
