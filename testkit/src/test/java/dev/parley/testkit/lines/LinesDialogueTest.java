package dev.parley.testkit.lines;

import dev.parley.gateway.Gateway;
import dev.parley.testkit.contracts.transport.DialogueClient;
import dev.parley.testkit.contracts.transport.DialogueContract;
import dev.parley.testkit.contracts.transport.Endpoint;

class LinesDialogueTest extends DialogueContract {
    private int port;

    @Override
    protected Endpoint serve(Gateway gateway) {
        LineClient.Serving serving = LineClient.Serving.start(gateway);
        port = serving.port();
        return serving;
    }

    @Override
    protected DialogueClient dial() {
        return new LineClient(port);
    }
}
