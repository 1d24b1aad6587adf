package dev.parley.adapters.websocket;

import dev.parley.application.delivery.Ending;
import dev.parley.gateway.Gateway;
import dev.parley.gateway.Loop;
import dev.parley.gateway.Peer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// Where connections live: one berth per loop, given out in turn. Thread-safe.
final class Berths {
    private static final System.Logger LOGGER = System.getLogger(Berths.class.getName());
    private static final int READ_BYTES_PER_TURN = 64 * 1024;

    private final WebSocketSettings settings;
    private final Gateway gateway;
    private final List<Berth> all;
    private final AtomicInteger turn = new AtomicInteger();

    Berths(WebSocketSettings settings, Gateway gateway) {
        this.settings = settings;
        this.gateway = gateway;
        this.all = gateway.loops().stream().map(Berth::new).toList();
    }

    Berth next() {
        return all.get(Math.floorMod(turn.getAndIncrement(), all.size()));
    }

    /// A loop and the buffer that its connections read into, one after the other.
    final class Berth {
        private final Loop loop;
        private final ByteBuffer readBuffer = ByteBuffer.allocate(READ_BYTES_PER_TURN);

        private Berth(Loop loop) {
            this.loop = loop;
        }

        void begin(SocketChannel channel, ByteBuffer early, Peer peer, Roster.Place place, Runnable onGone) {
            double firstPing = ThreadLocalRandom.current().nextDouble();
            ConnectionParts parts =
                    new ConnectionParts(gateway, settings, peer, loop, channel, early, readBuffer, firstPing, onGone);
            loop.execute(() -> begin(parts, place));
        }

        private void begin(ConnectionParts parts, Roster.Place place) {
            try {
                Connection connection = Connection.open(parts);
                if (!place.begin(loop, connection)) {
                    connection.end(Ending.SHUTTING_DOWN, Roster.hint(0, 1));
                }
            } catch (IOException | RuntimeException fault) {
                LOGGER.log(Level.WARNING, "a connection did not begin", fault);
                close(parts.channel());
                parts.onGone().run();
            }
        }

        private static void close(SocketChannel channel) {
            try {
                channel.close();
            } catch (IOException alreadyBroken) {
                LOGGER.log(Level.DEBUG, "already broken", alreadyBroken);
            }
        }
    }
}
