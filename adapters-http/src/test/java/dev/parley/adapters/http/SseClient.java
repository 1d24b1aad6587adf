package dev.parley.adapters.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// A client of bytes that asks for a stream of events and reads them one by one.
final class SseClient implements AutoCloseable {
    private static final int DEADLINE_MILLIS = 10_000;

    private final Socket socket = new Socket();
    private BufferedReader in = new BufferedReader(java.io.Reader.nullReader());
    private int status;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private SseClient() {}

    /// @param lines further header lines
    static SseClient open(int port, String query, String... lines) throws IOException {
        SseClient client = new SseClient();
        client.socket.setReceiveBufferSize(4 * 1024);
        client.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        client.socket.setSoTimeout(DEADLINE_MILLIS);
        client.ask(query, lines);
        return client;
    }

    private void ask(String query, String... lines) throws IOException {
        String request = "GET /v1/events?" + query + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n"
                + String.join(
                        "",
                        java.util.Arrays.stream(lines)
                                .map(line -> line + "\r\n")
                                .toList()) + "\r\n";
        socket.getOutputStream().write(request.getBytes(UTF_8));
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        String first = in.readLine();
        if (first == null) {
            throw new IOException("no answer");
        }
        status = Integer.parseInt(first.split(" ", -1)[1]);
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
    }

    /// One event, or a comment where its name is `:`.
    record Sse(String name, String id, String data) {}

    int status() {
        return status;
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /// The rest of an ordinary answer.
    String body() throws IOException {
        char[] body = new char[Integer.parseInt(header("content-length"))];
        int read = 0;
        while (read < body.length) {
            read += in.read(body, read, body.length - read);
        }
        return new String(body);
    }

    /// The next event that has a name or data; comments and `retry` are passed over.
    Sse next() throws IOException {
        while (true) {
            Sse sse = nextOfAny();
            if (!sse.name().equals(":") && !(sse.name().isEmpty() && sse.data().isEmpty())) {
                return sse;
            }
        }
    }

    Sse nextOfAny() throws IOException {
        String name = "";
        String id = "";
        String data = "";
        while (true) {
            String line = in.readLine();
            if (line == null) {
                throw new IOException("the stream is over");
            }
            if (line.isEmpty()) {
                return new Sse(name, id, data);
            }
            switch (line.substring(0, line.indexOf(':'))) {
                case "" -> name = ":";
                case "event" -> name = line.substring("event: ".length());
                case "id" -> id = line.substring("id: ".length());
                case "data" -> data += line.substring("data: ".length());
                default -> {}
            }
        }
    }

    /// Whether the server ends it, at the latest at the deadline.
    boolean isOver() {
        long giveUp = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DEADLINE_MILLIS);
        try {
            while (in.readLine() != null) {
                if (System.nanoTime() > giveUp) {
                    return false;
                }
            }
            return true;
        } catch (java.net.SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
