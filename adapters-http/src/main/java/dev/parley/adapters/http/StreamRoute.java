package dev.parley.adapters.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.parley.application.delivery.Ending;
import dev.parley.application.events.EventAnswers;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.gateway.Gateway;
import dev.parley.gateway.Guest;
import dev.parley.gateway.Loop;
import dev.parley.listener.CapturedChannels;
import dev.parley.protocol.rpc.Params;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// `GET /v1/events` as server-sent events: one subscription, resumed by `Last-Event-ID`.
///
/// The request's thread subscribes, takes the socket to a loop and parks until it is closed.
final class StreamRoute implements Door.Room {
    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
    private static final String TYPE = "text/event-stream";

    /// Told to browsers, so that they do not all come back at once.
    private static final int MIN_RETRY_MILLIS = 1_000;

    private static final int MAX_RETRY_MILLIS = 3_000;

    private final HttpSettings settings;
    private final CapturedChannels channels;
    private final Streams streams;
    private final AtomicInteger turn = new AtomicInteger();

    StreamRoute(HttpSettings settings, CapturedChannels channels, Streams streams) {
        this.settings = settings;
        this.channels = channels;
        this.streams = streams;
    }

    /// Whether the client asks for a stream and not for a page.
    static boolean isWanted(ServerRequest request) {
        return Fields.of(request, HeaderNames.ACCEPT).stream()
                .anyMatch(accept -> accept.toLowerCase(Locale.ROOT).contains(TYPE));
    }

    @Override
    public void answer(ServerRequest request, ServerResponse response, Guest who, Gateway gateway) {
        Params what = new Query(request).events(lastEventId(request));
        EventStream stream = new EventStream(nextLoop(gateway.loops()), settings.heartbeatMillis());
        streams.enter(stream);
        try {
            subscribe(stream, gateway, who, what);
            requireAdmitted(request);
            stream.serve(socket(request), head(response));
            stream.awaitGone();
        } finally {
            stream.loop().execute(() -> stream.end(Ending.CLIENT_LOST));
            streams.leave(stream);
        }
        // The only exception that Helidon does not answer with an HTTP error.
        throw new CloseConnectionException("the stream is over");
    }

    /// Once the socket is about to be the stream's: a proxy uses one that was refused for others.
    private void requireAdmitted(ServerRequest request) {
        List<String> forwardedFor = Fields.of(request, HeaderNames.X_FORWARDED_FOR);
        if (!channels.admit(request.localPeer(), request.remotePeer(), forwardedFor)) {
            throw HttpRefusal.of(503, ErrorCode.RATE_LIMITED, "too many connections of one address");
        }
    }

    private void subscribe(EventStream stream, Gateway gateway, Guest who, Params what) {
        Awaiting.within(settings.answerWithinMillis())
                .<EventAnswers.Subscribed>result(reply -> stream.follow(gateway, who, what, reply));
    }

    private SocketChannel socket(ServerRequest request) {
        return channels.take(request.localPeer(), request.remotePeer())
                .orElseThrow(() -> new CloseConnectionException("closed before the stream began"));
    }

    /// The header counts more than the query: a browser that reconnects sends the first and repeats the second.
    private static Optional<String> lastEventId(ServerRequest request) {
        return Fields.one(request, LAST_EVENT_ID)
                .or(() -> new Query(request).value("lastEventId"))
                .filter(id -> !id.isEmpty());
    }

    private Loop nextLoop(List<Loop> loops) {
        return loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
    }

    /// With what the door has set already. It has no length: the stream ends with its connection (RFC 9112 §6.3).
    private static ByteBuffer head(ServerResponse response) {
        StringBuilder head = new StringBuilder("HTTP/1.1 200 OK\r\n");
        for (Header header : response.headers()) {
            head.append(header.name()).append(": ").append(header.values()).append("\r\n");
        }
        head.append("Content-Type: ").append(TYPE).append("\r\n");
        head.append("X-Accel-Buffering: no\r\nConnection: close\r\n\r\n");
        int retry = ThreadLocalRandom.current().nextInt(MIN_RETRY_MILLIS, MAX_RETRY_MILLIS);
        head.append("retry: ").append(retry).append("\n\n");
        return ByteBuffer.wrap(head.toString().getBytes(ISO_8859_1));
    }
}
