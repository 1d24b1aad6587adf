package dev.parley.testkit;

import dev.parley.gateway.Loop;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A gateway's loop in virtual time: what is asked for at a turn's end runs behind the tasks that are queued then. It
/// watches no channels: the network of a simulation is made of outlets. One thread: the test's.
public final class VirtualLoop implements Loop {
    private final VirtualLane lane;
    private List<Runnable> turnEnd = new ArrayList<>();

    public VirtualLoop(VirtualTime time, String name) {
        this.lane = time.lane(name);
    }

    @Override
    public void execute(Runnable task) {
        lane.execute(task);
    }

    @Override
    public Timer after(long delayNanos, Runnable task) {
        return lane.after(delayNanos, task);
    }

    @Override
    public long nanoTime() {
        return lane.nanoTime();
    }

    /// @throws IllegalStateException always
    @Override
    public SelectionKey register(SelectableChannel channel, int operations, Consumer<SelectionKey> ready) {
        throw new IllegalStateException("a virtual loop watches no channels");
    }

    @Override
    public void atTurnEnd(Runnable task) {
        if (turnEnd.isEmpty()) {
            lane.execute(this::endTurn);
        }
        turnEnd.add(task);
    }

    /// Whatever waits is lost, timers too: the process is gone.
    public void crash() {
        lane.crash();
        turnEnd = new ArrayList<>();
    }

    /// As [VirtualLane#stall].
    public void stall(long nanos) {
        lane.stall(nanos);
    }

    private void endTurn() {
        List<Runnable> tasks = turnEnd;
        turnEnd = new ArrayList<>();
        tasks.forEach(Runnable::run);
    }
}
