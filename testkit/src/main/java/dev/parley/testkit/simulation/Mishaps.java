package dev.parley.testkit.simulation;

import dev.parley.testkit.VirtualLane;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// What happens to the server and to lines, at moments of its own.
final class Mishaps {
    static final int MOST_STALL_MILLIS = 300;
    private static final Set<Plan.Fault> STRIKING =
            EnumSet.of(Plan.Fault.CRASH, Plan.Fault.STOP, Plan.Fault.CUT, Plan.Fault.HALF_OPEN, Plan.Fault.STALL);

    private final Dice dice;
    private final VirtualLane lane;
    private final SimulatedServer server;
    private final Network network;
    private final Judge judge;
    private final Trace trace;
    private final List<Plan.Fault> faults;
    private boolean over;
    private boolean stopping;

    Mishaps(Plan plan, Dice dice, VirtualLane lane, SimulatedServer server, Network network, Judge judge, Trace trace) {
        this.dice = dice;
        this.lane = lane;
        this.server = server;
        this.network = network;
        this.judge = judge;
        this.trace = trace;
        this.faults = plan.faults().stream().filter(STRIKING::contains).toList();
    }

    void begin() {
        lane.after(dice.nanosBetween(500, 6_000), () -> {
            if (!over && !faults.isEmpty()) {
                strike(dice.pick(faults));
                begin();
            }
        });
    }

    /// No more of it, and the server is there.
    void end() {
        over = true;
        if (!server.isUp()) {
            start();
        }
    }

    private void strike(Plan.Fault fault) {
        switch (fault) {
            case CRASH -> crash();
            case STOP -> stop();
            case CUT -> aLine(Link::cut);
            case HALF_OPEN -> aLine(Link::die);
            case STALL -> server.stallOne(dice.nanosBetween(1, MOST_STALL_MILLIS));
            case SLOW_READER, DELAY, DISK, RESEND -> {}
        }
    }

    private void aLine(Consumer<Link> happens) {
        List<Link> open = network.open();
        if (!open.isEmpty()) {
            Link link = dice.pick(open);
            trace.happened(() -> link + " is cut, or dead");
            happens.accept(link);
        }
    }

    private void crash() {
        if (server.isUp() && !stopping) {
            trace.happened(() -> "the server dies");
            server.crash();
            judge.serverDied();
            lane.after(dice.nanosBetween(20, 2_000), this::start);
        }
    }

    private void stop() {
        if (server.isUp() && !stopping) {
            trace.happened(() -> "the server stops");
            stopping = true;
            server.stop();
            lane.after(dice.nanosBetween(10, 500), () -> {
                stopping = false;
                server.stopped();
                judge.serverDied();
                lane.after(dice.nanosBetween(20, 2_000), this::start);
            });
        }
    }

    private void start() {
        if (!server.isUp()) {
            trace.happened(() -> "the server starts");
            server.start();
        }
    }
}
