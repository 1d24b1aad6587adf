package dev.parley.testkit.lines;

import dev.parley.application.delivery.Ending;
import dev.parley.gateway.Gateway;
import dev.parley.gateway.Loop;
import dev.parley.gateway.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Our protocol as lines over TCP, on the loopback address: about the least that a transport with connections can be.
final class LinesTransport implements Transport {
    private final LinesSettings settings;
    private final Set<LineConnection> present = ConcurrentHashMap.newKeySet();
    private volatile int port;

    LinesTransport(LinesSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "lines";
    }

    /// Where it listens, once it is open.
    int port() {
        return port;
    }

    @Override
    public Running open(Gateway gateway) {
        try {
            ServerSocketChannel door = ServerSocketChannel.open();
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()));
            door.configureBlocking(false);
            port = ((InetSocketAddress) door.getLocalAddress()).getPort();
            gateway.loops().getFirst().execute(() -> watch(door, gateway));
            return new Open(door);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    private void watch(ServerSocketChannel door, Gateway gateway) {
        try {
            gateway.loops().getFirst().register(door, SelectionKey.OP_ACCEPT, ready -> accept(door, gateway));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void accept(ServerSocketChannel door, Gateway gateway) {
        try {
            SocketChannel channel = door.accept();
            if (channel != null) {
                channel.configureBlocking(false);
                Loop loop = gateway.loops().get(present.size() % gateway.loops().size());
                loop.execute(() -> begin(channel, loop, gateway));
            }
        } catch (IOException gone) {
            // the client has left again, or the door is closed
        }
    }

    private void begin(SocketChannel channel, Loop loop, Gateway gateway) {
        try {
            present.add(new LineConnection(channel, loop, gateway, present::remove));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private final class Open implements Running {
        private final ServerSocketChannel door;

        Open(ServerSocketChannel door) {
            this.door = door;
        }

        @Override
        public void drain(Duration spread) {
            try {
                door.close();
            } catch (IOException alreadyClosed) {
                throw new UncheckedIOException(alreadyClosed);
            }
            for (LineConnection connection : present) {
                connection.loop().execute(() -> connection.end(Ending.SHUTTING_DOWN));
            }
        }

        @Override
        public void close() {
            drain(Duration.ZERO);
        }
    }
}
