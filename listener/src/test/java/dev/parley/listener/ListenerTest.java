package dev.parley.listener;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.access.Authenticator;
import dev.parley.application.core.Parley;
import dev.parley.gateway.ConnectionLimits;
import dev.parley.gateway.Conversation;
import dev.parley.gateway.Gateway;
import dev.parley.gateway.Loop;
import dev.parley.gateway.Outlet;
import dev.parley.gateway.Peer;
import dev.parley.gateway.SelectorLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenerTest {
    private static final ListenerSettings SETTINGS =
            ListenerSettings.DEFAULTS.at("127.0.0.1", 0).withDeadlines(300, 300, 600);

    private final SelectorLoop loop = SelectorLoop.start("listener-test");
    private final Greeting greeting = new Greeting();
    private Listener listener = Listener.start(SETTINGS, List.of(greeting), new OneLoop(loop));

    @AfterEach
    void stop() throws InterruptedException {
        listener.close();
        loop.stop();
    }

    @Test
    void a_mounted_route_is_served_on_the_port_that_was_found() throws IOException {
        assertThat(listener.port()).isPositive();
        assertThat(answerTo("GET /greeting HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("hello");
        assertThat(answerTo("GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404 ");
    }

    @Test
    void transports_are_mounted_opened_drained_and_closed_in_this_order() {
        listener.drain(Duration.ZERO);
        listener.close();
        assertThat(greeting.calls).containsExactly("mount", "open", "drain", "close");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET",
                "GET /greeting HTTP/1.1\r\nHost: x\r\nX-Slow: ",
                "POST /greeting HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf",
                "POST /greeting HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe",
                "GET /greeting HTTP/1.1\r\nHost: x\r\n\r\n"
            })
    void a_peer_that_gets_no_further_is_cut(String beginning) throws IOException {
        try (Socket socket = dial()) {
            send(socket, beginning);
            long from = System.nanoTime();
            readAll(socket);
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void a_head_that_drips_is_cut_though_it_never_rests() throws IOException {
        try (Socket socket = dial()) {
            send(socket, "GET /greeting HTTP/1.1\r\nHost: x\r\nX-Drip: ");
            assertThat(dripsUntilCut(socket)).isTrue();
        }
    }

    private static boolean dripsUntilCut(Socket socket) {
        long giveUp = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        try {
            for (int sent = 0; System.nanoTime() < giveUp; sent++) {
                if (sent % 1_000_000 == 0) {
                    send(socket, "a");
                }
                Thread.onSpinWait();
            }
            return false;
        } catch (IOException cut) {
            return true;
        }
    }

    @Test
    void a_connection_is_kept_for_the_next_request() throws IOException {
        try (Socket socket = dial()) {
            String get = "GET /greeting HTTP/1.1\r\nHost: x\r\n\r\n";
            send(socket, get + get);
            assertThat(readAll(socket).split("hello", -1)).hasSize(3);
        }
    }

    @Test
    void a_huge_head_is_refused() throws IOException {
        String head = "GET /greeting HTTP/1.1\r\nHost: x\r\nX-Huge: " + "a".repeat(20_000) + "\r\n\r\n";
        assertThat(answerTo(head)).matches("(?s)HTTP/1.1 (400|431) .*");
    }

    @Test
    void one_address_has_its_quota() throws IOException {
        listener.close();
        listener = Listener.start(
                SETTINGS.withMaxConnectionsPerAddress(2).withDeadlines(10_000, 10_000, 10_000),
                List.of(new Greeting()),
                new OneLoop(loop));
        try (Socket one = dial();
                Socket two = dial()) {
            send(one, "G");
            send(two, "G");
            assertThat(answerTo("GET /greeting HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                    .isEmpty();
        }
    }

    @Test
    void clients_that_leave_early_write_no_log() throws IOException {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                if (line.getLoggerName().startsWith("io.helidon")) {
                    lines.add(line.getMessage());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger("").addHandler(handler);
        try {
            for (String words : List.of("", "GET", "NONSENSE\r\n\r\n", "GET / HTTP/1.0\r\n\r\n")) {
                answerToHalf(words);
            }
            assertThat(lines).isEmpty();
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
    }

    private void answerToHalf(String words) throws IOException {
        try (Socket socket = dial()) {
            send(socket, words);
            socket.shutdownOutput();
            readAll(socket);
        }
    }

    private String answerTo(String request) throws IOException {
        try (Socket socket = dial()) {
            send(socket, request);
            return readAll(socket);
        } catch (IOException closedAtOnce) {
            return "";
        }
    }

    private Socket dial() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /// All until the server closes; a reset ends it too.
    private static String readAll(Socket socket) throws IOException {
        StringBuilder all = new StringBuilder();
        try {
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                all.append((char) next);
            }
        } catch (java.net.SocketTimeoutException stillOpen) {
            throw stillOpen;
        } catch (IOException reset) {
            return all.toString();
        }
        return all.toString();
    }

    /// A transport with one route.
    private static final class Greeting implements WebTransport, dev.parley.gateway.Transport.Running {
        private final List<String> calls = new ArrayList<>();

        @Override
        public String name() {
            return "greeting";
        }

        @Override
        public void mount(Web web) {
            calls.add("mount");
            web.routing().any("/greeting", (request, response) -> response.send(body(request)));
        }

        private static String body(io.helidon.webserver.http.ServerRequest request) {
            return request.content().hasEntity() ? request.content().as(String.class) : "hello";
        }

        @Override
        public Running open(Gateway gateway) {
            calls.add("open");
            return this;
        }

        @Override
        public void drain(Duration spread) {
            calls.add("drain");
        }

        @Override
        public void close() {
            if (!calls.contains("close")) {
                calls.add("close");
            }
        }
    }

    private record OneLoop(SelectorLoop loop) implements Gateway {
        @Override
        public Parley core() {
            throw new IllegalStateException("no core here");
        }

        @Override
        public Authenticator authenticator() {
            throw new IllegalStateException("nobody signs in here");
        }

        @Override
        public List<Loop> loops() {
            return List.of(loop);
        }

        @Override
        public ConnectionLimits limits() {
            return ConnectionLimits.DEFAULTS;
        }

        @Override
        public Conversation begin(Peer peer, Loop on, Outlet outlet) {
            throw new IllegalStateException("nobody talks here");
        }
    }
}
