package dev.parley.adapters.websocket;

import dev.parley.gateway.Gateway;
import dev.parley.testkit.contracts.transport.DialogueClient;
import dev.parley.testkit.contracts.transport.DialogueContract;
import dev.parley.testkit.contracts.transport.Endpoint;

class WebSocketDialogueTest extends DialogueContract {
    private int port;

    @Override
    protected Endpoint serve(Gateway gateway) {
        RawDialogue.Serving serving = RawDialogue.Serving.start(gateway);
        port = serving.port();
        return serving;
    }

    @Override
    protected DialogueClient dial() {
        return new RawDialogue(port);
    }
}
