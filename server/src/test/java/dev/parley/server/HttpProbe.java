package dev.parley.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// One request over a socket of its own, and the status that came back.
final class HttpProbe {
    private static final int PATIENCE_MILLIS = 20_000;

    private HttpProbe() {}

    static int status(URI url) {
        return status(url, "GET " + url.getPath() + " HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\n\r\n");
    }

    /// A WebSocket handshake with one header more.
    static int upgrade(URI server, String header) {
        return status(
                server,
                "GET /v1/ws HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n" + header + "\r\n\r\n");
    }

    private static int status(URI server, String request) {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String line = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                    .readLine();
            return Integer.parseInt(line.split(" ", -1)[1]);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// A WebSocket that will not answer a goodbye.
    static Socket upgraded(URI url) throws IOException {
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        String head = """
                GET /v1/ws HTTP/1.1
                Host: localhost
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                """;
        socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        String answer = readTo(socket.getInputStream(), "\r\n\r\n");
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new AssertionError("not upgraded: " + answer);
        }
        return socket;
    }

    private static String readTo(InputStream in, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            read.append((char) in.read());
        }
        return read.toString();
    }
}
