package dev.parley.server;

import static dev.parley.server.TestClient.json;
import static dev.parley.server.TestClient.number;
import static dev.parley.server.TestClient.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A client of server-sent events that comes back with the last id whenever its stream ends. It fails at the first hole
/// or repetition.
final class ReturningListener implements AutoCloseable {
    private final URI server;
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<String> lastWords = new CopyOnWriteArrayList<>();
    private final AtomicInteger streams = new AtomicInteger();
    private final Thread thread;
    private volatile Throwable failure = new AssertionError("not failed");
    private volatile boolean over;
    private volatile long offset;
    private volatile Socket socket = new Socket();
    private String lastId = "";

    ReturningListener(URI server) {
        this.server = server;
        this.thread = Thread.ofVirtual().name("listener").start(this::live);
    }

    private void live() {
        try {
            while (!over) {
                oneStream();
            }
        } catch (Throwable failed) {
            failure = failed;
            over = true;
        }
    }

    private void oneStream() {
        String last = "";
        try (Socket opened = new Socket(server.getHost(), server.getPort())) {
            socket = opened;
            opened.setSoTimeout(Line.HANDSHAKE_MILLIS);
            String resume = lastId.isEmpty() ? "" : "Last-Event-ID: " + lastId + "\r\n";
            opened.getOutputStream()
                    .write(("GET /v1/events?pattern=news.**&from=earliest HTTP/1.1\r\nHost: x\r\n"
                                    + "Authorization: Bearer dev:listener\r\nAccept: text/event-stream\r\n" + resume
                                    + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(opened.getInputStream(), StandardCharsets.UTF_8));
            if (!String.valueOf(in.readLine()).startsWith("HTTP/1.1 200 ")) {
                return;
            }
            opened.setSoTimeout(30_000);
            streams.incrementAndGet();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                last = line.isEmpty() ? last : line;
                heard(line);
            }
        } catch (IOException cut) {
            last = over ? "" : last;
        }
        if (!last.isEmpty()) {
            lastWords.add(last);
        }
    }

    private void heard(String line) {
        if (line.startsWith("id: ")) {
            lastId = line.substring("id: ".length());
        } else if (line.startsWith("data: ") && line.contains("\"event\"")) {
            var event = json(line.substring("data: ".length()));
            long next = number(event, "/offset");
            if (next != offset + 1) {
                throw new AssertionError("event " + next + " after " + offset);
            }
            events.add(text(event, "/event/id"));
            offset = next;
        }
    }

    void requireWell() {
        if (over) {
            throw new AssertionError("the listener failed", failure);
        }
    }

    /// The ids of the events, in their order.
    List<String> events() {
        return events;
    }

    /// The last line of each stream that ended.
    List<String> lastWords() {
        return lastWords;
    }

    /// How often it was let in.
    int streams() {
        return streams.get();
    }

    long offset() {
        return offset;
    }

    @Override
    public void close() throws IOException {
        over = true;
        socket.close();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
