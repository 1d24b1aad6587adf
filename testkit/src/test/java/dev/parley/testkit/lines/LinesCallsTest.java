package dev.parley.testkit.lines;

import dev.parley.gateway.Gateway;
import dev.parley.testkit.contracts.transport.CallingClient;
import dev.parley.testkit.contracts.transport.CallsContract;
import dev.parley.testkit.contracts.transport.Endpoint;
import dev.parley.testkit.contracts.transport.OverDialogue;

class LinesCallsTest extends CallsContract {
    private int port;

    @Override
    protected Endpoint serve(Gateway gateway) {
        LineClient.Serving serving = LineClient.Serving.start(gateway);
        port = serving.port();
        return serving;
    }

    @Override
    protected CallingClient calling(String token) {
        return OverDialogue.calling(new LineClient(port), token);
    }

    @Override
    protected boolean refuses(String token) {
        return OverDialogue.refuses(new LineClient(port), token);
    }
}
