package dev.parley.adapters.http;

import dev.parley.gateway.Gateway;
import dev.parley.listener.Listener;
import dev.parley.listener.ListenerSettings;
import dev.parley.testkit.contracts.transport.CallingClient;
import dev.parley.testkit.contracts.transport.CallsContract;
import dev.parley.testkit.contracts.transport.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

class HttpCallsTest extends CallsContract {
    private int port;

    /// The transport on a free port.
    record Serving(Listener listener) implements Endpoint {
        static Serving start(Gateway gateway) {
            return new Serving(Listener.start(
                    ListenerSettings.DEFAULTS.at("127.0.0.1", 0),
                    List.of(new HttpTransport(HttpSettings.DEFAULTS)),
                    gateway));
        }

        @Override
        public void drain(Duration spread) {
            listener.drain(spread);
        }

        @Override
        public void close() {
            listener.close();
        }
    }

    @Override
    protected Endpoint serve(Gateway gateway) {
        Serving serving = Serving.start(gateway);
        port = serving.listener().port();
        return serving;
    }

    @Override
    protected CallingClient calling(String token) {
        return new Client(port, token);
    }

    @Override
    protected boolean refuses(String token) {
        try (Client client = new Client(port, token)) {
            return client.post("{}").statusCode() == 401;
        }
    }

    private static final class Client implements CallingClient {
        private final HttpClient http = HttpClient.newHttpClient();
        private final URI uri;
        private final String token;

        Client(int port, String token) {
            this.uri = URI.create("http://127.0.0.1:" + port + "/v1/rpc");
            this.token = token;
        }

        @Override
        public String call(String message) {
            HttpResponse<String> answer = post(message);
            if (answer.statusCode() != 200) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        }

        @Override
        public void tell(String notification) {
            HttpResponse<String> answer = post(notification);
            if (answer.statusCode() != 204 || !answer.body().isEmpty()) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
        }

        HttpResponse<String> post(String body) {
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .timeout(Duration.ofSeconds(10))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build();
            try {
                return http.send(request, BodyHandlers.ofString());
            } catch (IOException | InterruptedException broken) {
                throw new AssertionError(broken);
            }
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }
}
