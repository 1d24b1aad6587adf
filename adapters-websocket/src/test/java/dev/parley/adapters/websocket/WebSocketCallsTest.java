package dev.parley.adapters.websocket;

import dev.parley.gateway.Gateway;
import dev.parley.testkit.contracts.transport.CallingClient;
import dev.parley.testkit.contracts.transport.CallsContract;
import dev.parley.testkit.contracts.transport.Endpoint;
import dev.parley.testkit.contracts.transport.OverDialogue;

class WebSocketCallsTest extends CallsContract {
    private int port;

    @Override
    protected Endpoint serve(Gateway gateway) {
        RawDialogue.Serving serving = RawDialogue.Serving.start(gateway);
        port = serving.port();
        return serving;
    }

    @Override
    protected CallingClient calling(String token) {
        return OverDialogue.calling(new RawDialogue(port), token);
    }

    @Override
    protected boolean refuses(String token) {
        return OverDialogue.refuses(new RawDialogue(port), token);
    }
}
