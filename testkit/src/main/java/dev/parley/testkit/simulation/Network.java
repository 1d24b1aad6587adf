package dev.parley.testkit.simulation;

import dev.parley.testkit.VirtualLane;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The lines between clients and the server. What goes over one line arrives whole and in order or not at all; lines
/// are slow, narrow, cut, or dead at one end without the other knowing.
final class Network {
    private static final double DIAL_LEAST_MILLIS = 0.5;
    private static final double DIAL_MOST_MILLIS = 30;

    private final VirtualLane lane;
    private final Dice dice;
    private final Judge judge;
    private final Trace trace;
    private final Set<Link> open = new LinkedHashSet<>();
    private Optional<SimulatedServer> server = Optional.empty();
    private boolean delays;
    private boolean slowReaders;
    private int links;

    Network(VirtualLane lane, Dice dice, Judge judge, Trace trace, Plan plan) {
        this.lane = lane;
        this.dice = dice;
        this.judge = judge;
        this.trace = trace;
        this.delays = plan.has(Plan.Fault.DELAY);
        this.slowReaders = plan.has(Plan.Fault.SLOW_READER);
    }

    /// The server takes connections from now on.
    void listen(SimulatedServer listening) {
        server = Optional.of(listening);
    }

    /// The server is gone, without a word; nobody listens.
    void serverDied() {
        server = Optional.empty();
        List.copyOf(open).forEach(Link::serverDied);
    }

    /// The server still answers those who are there, but nobody new.
    void closeDoor() {
        server = Optional.empty();
    }

    /// Tries to reach the server; the client is told whether it did.
    void dial(SimulatedClient client) {
        lane.after(
                dice.nanosBetween(DIAL_LEAST_MILLIS, DIAL_MOST_MILLIS),
                () -> server.ifPresentOrElse(there -> connect(client, there), client::unreachable));
    }

    private void connect(SimulatedClient client, SimulatedServer there) {
        boolean narrow = slowReaders && dice.chance(0.3);
        Link link = new Link(this, client, ++links, narrow);
        open.add(link);
        trace.happened(() -> link + " open" + (narrow ? ", narrow" : ""));
        link.accepted(there.pickLoop(), there);
        client.opened(link);
    }

    void closed(Link link) {
        open.remove(link);
    }

    List<Link> open() {
        return List.copyOf(open);
    }

    /// From now on nothing goes wrong with lines any more.
    void heal() {
        delays = false;
        slowReaders = false;
        open.forEach(Link::widen);
    }

    long delay(Link link) {
        boolean spike = delays && dice.chance(0.03);
        return spike ? dice.nanosBetween(100, 2_500) : dice.nanosBetween(link.leastMillis(), link.leastMillis() + 5);
    }

    Dice dice() {
        return dice;
    }

    VirtualLane lane() {
        return lane;
    }

    Judge judge() {
        return judge;
    }

    Trace trace() {
        return trace;
    }
}
