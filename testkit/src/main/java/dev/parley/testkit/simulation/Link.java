package dev.parley.testkit.simulation;

import dev.parley.application.delivery.Ending;
import dev.parley.domain.json.Json;
import dev.parley.gateway.Conversation;
import dev.parley.gateway.Framing;
import dev.parley.gateway.Loop;
import dev.parley.gateway.Outlet;
import dev.parley.gateway.Peer;
import dev.parley.protocol.json.JsonReader;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/// One line between a client and the server: the server's socket, the client's, and what is on the way.
final class Link implements Outlet {
    private static final int WIDE = 1 << 20;
    private static final int NARROW = 600;
    private static final double NARROW_NANOS_PER_BYTE = 1e9 / 4_000;
    private static final int DEPTH = 72;

    private final Network network;
    private final SimulatedClient client;
    private final int number;
    private final double leastMillis;
    private final LengthFraming.Reading decoding = new LengthFraming.Reading();
    private final Map<String, Asked> asked = new HashMap<>();
    private final Queue<Asked> unread = new ArrayDeque<>();
    private final Hearing hearing;
    private Optional<Loop> loop = Optional.empty();
    private Optional<Conversation> conversation = Optional.empty();
    private boolean narrow;
    /// The server may write and read.
    private boolean serverOpen;
    /// The client listens.
    private boolean clientOpen = true;
    /// Bytes get through.
    private boolean wired = true;
    private boolean blocked;
    private boolean everBlocked;
    private boolean reading = true;
    private int onTheWay;
    private long upArrival;
    private long downArrival;

    Link(Network network, SimulatedClient client, int number, boolean narrow) {
        this.network = network;
        this.client = client;
        this.number = number;
        this.narrow = narrow;
        this.leastMillis = network.dice().between(0, 40);
        this.hearing = new Hearing(network.judge(), this);
    }

    double leastMillis() {
        return leastMillis;
    }

    SimulatedClient client() {
        return client;
    }

    int number() {
        return number;
    }

    Hearing hearing() {
        return hearing;
    }

    /// Whether the server holds it for open.
    boolean isServerOpen() {
        return serverOpen;
    }

    /// Whether all that was written so far was taken at once.
    boolean isPrompt() {
        return !narrow && !everBlocked;
    }

    void accepted(Loop at, SimulatedServer server) {
        loop = Optional.of(at);
        serverOpen = true;
        at.execute(() -> {
            if (serverOpen) {
                Peer peer = new Peer("client", Optional.empty(), Optional.empty());
                conversation = Optional.of(server.begin(peer, at, this));
            }
        });
    }

    // The client's end.

    void send(Asked request) {
        network.trace().said(() -> this + " <- " + request);
        if (!request.isNotification()) {
            asked.put(request.id(), request);
        }
        byte[] text = request.text();
        up(() -> onLoop(() -> arrived(request, text)));
    }

    /// The client closes the socket: on purpose, or because it gives up.
    void hangUp(boolean clean) {
        clientOpen = false;
        up(() -> onLoop(() -> over(clean ? Ending.CLIENT_LEFT : Ending.CLIENT_LOST)));
    }

    private void up(Runnable arrival) {
        upArrival = Math.max(upArrival, now() + network.delay(this));
        network.lane().after(upArrival - now(), () -> {
            if (wired) {
                arrival.run();
            }
        });
    }

    private void arrived(Asked request, byte[] text) {
        if (!serverOpen) {
            return;
        }
        if (reading) {
            receive(request, text);
        } else {
            unread.add(request);
        }
    }

    private void receive(Asked request, byte[] text) {
        network.judge().received(this, request);
        conversation.ifPresent(there -> there.received(ByteBuffer.wrap(text)));
    }

    // What happens to it.

    /// Both ends are told soon.
    void cut() {
        wired = false;
        network.lane().after(network.dice().nanosBetween(1, 200), () -> onLoop(() -> over(Ending.CLIENT_LOST)));
        network.lane().after(network.dice().nanosBetween(1, 200), this::tellClient);
    }

    /// Nothing gets through, and neither end is told: the server finds out by its pings, the client by its silence.
    void die() {
        wired = false;
        network.lane().after(network.dice().nanosBetween(2_000, 15_000), () -> onLoop(() -> over(Ending.CLIENT_LOST)));
    }

    void serverDied() {
        serverOpen = false;
        conversation = Optional.empty();
        unread.clear();
        network.closed(this);
        if (network.dice().chance(0.8)) {
            down(this::tellClient);
        } else {
            wired = false;
        }
    }

    void widen() {
        narrow = false;
    }

    private void tellClient() {
        if (clientOpen) {
            clientOpen = false;
            client.lost(this);
        }
    }

    // The server's end.

    private void onLoop(Runnable task) {
        if (serverOpen) {
            loop.orElseThrow().execute(task);
        }
    }

    private void over(Ending why) {
        if (serverOpen) {
            serverOpen = false;
            network.trace().happened(() -> this + " ended: " + why);
            network.judge().ended(this, why.clean());
            network.closed(this);
            conversation.ifPresent(there -> there.ended(why));
        }
    }

    @Override
    public Framing framing() {
        return LengthFraming.FRAMING;
    }

    @Override
    public boolean write(ByteBuffer frames) {
        if (!serverOpen) {
            frames.position(frames.limit());
            return true;
        }
        int room = Math.min((narrow ? NARROW : WIDE) - onTheWay, frames.remaining());
        if (room > 0) {
            byte[] taken = new byte[room];
            frames.get(taken);
            carry(room, decoding.feed(taken).stream().map(this::told).toList());
        }
        blocked = frames.hasRemaining();
        everBlocked |= blocked;
        return !blocked;
    }

    private Fields told(byte[] text) {
        Fields message = Fields.of(parsed(text));
        network.trace().said(() -> this + " -> " + new String(text, java.nio.charset.StandardCharsets.UTF_8));
        if (message.has("method")) {
            hearing.notice(message.text("method"), message.object("params"));
        } else {
            Asked request = asked.remove(message.text("id"));
            Violation.unless(request != null, "%s: an answer to nothing, or a second one: %s", this, message);
            hearing.answer(java.util.Objects.requireNonNull(request), Response.of(message));
        }
        return message;
    }

    private static Json parsed(byte[] text) {
        if (JsonReader.read(text, DEPTH) instanceof JsonReader.Value(Json json)) {
            return json;
        }
        throw new Violation("not JSON: " + new String(text, java.nio.charset.StandardCharsets.UTF_8));
    }

    private void carry(int bytes, List<Fields> messages) {
        onTheWay += bytes;
        long reading = narrow ? (long) (bytes * NARROW_NANOS_PER_BYTE) : 0;
        downArrival = Math.max(downArrival, now() + network.delay(this)) + reading;
        network.lane().after(downArrival - now(), () -> {
            if (wired) {
                delivered(bytes, messages);
            }
        });
    }

    private void delivered(int bytes, List<Fields> messages) {
        onTheWay -= bytes;
        if (blocked) {
            blocked = false;
            onLoop(() -> conversation.ifPresent(Conversation::drained));
        }
        for (Fields message : messages) {
            if (clientOpen) {
                client.heard(this, message);
            }
        }
    }

    private void down(Runnable arrival) {
        downArrival = Math.max(downArrival, now() + network.delay(this));
        network.lane().after(downArrival - now(), () -> {
            if (wired) {
                arrival.run();
            }
        });
    }

    @Override
    public void reading(boolean on) {
        reading = on;
        while (reading && serverOpen && !unread.isEmpty()) {
            Asked next = unread.remove();
            receive(next, next.text());
        }
    }

    @Override
    public void end(Ending why) {
        if (serverOpen) {
            onLoop(() -> over(why));
            down(this::tellClient);
        }
    }

    private long now() {
        return network.lane().nanoTime();
    }

    @Override
    public String toString() {
        return "#" + number + " " + client;
    }
}
