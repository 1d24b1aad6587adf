package dev.parley.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One platform thread with a selector. [#execute] is thread-safe, everything else belongs to the thread.
///
/// A turn: what the selector has ready, then timers, then the inbox until it is empty or 2 ms are over, then the
/// turn-end tasks. A task that throws ends itself, never the loop.
public final class SelectorLoop implements Loop {
    private static final System.Logger LOG = System.getLogger(SelectorLoop.class.getName());
    private static final long TURN_NANOS = 2_000_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Selector selector;
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    /// Set while the thread may be waiting in the selector: whoever clears it wakes the thread.
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final LoopTimers timers = new LoopTimers();
    private final LoopThread thread;
    private List<Runnable> turnEnd = new ArrayList<>();
    private long now = System.nanoTime();
    private volatile boolean stopping;

    private SelectorLoop(String name, Selector selector) {
        this.selector = selector;
        this.thread = new LoopThread(name, this::run, this::atTurnEnd);
    }

    /// A loop whose thread runs.
    public static SelectorLoop start(String name) {
        try {
            SelectorLoop loop = new SelectorLoop(name, Selector.open());
            loop.thread.start();
            return loop;
        } catch (IOException broken) {
            throw new UncheckedIOException("no selector for " + name, broken);
        }
    }

    @Override
    public void execute(Runnable task) {
        long origin = LoopThread.origin();
        inbox.add(origin == 0 ? task : () -> thread.run(origin, task));
        if (waiting.get() && waiting.compareAndSet(true, false)) {
            selector.wakeup();
        }
    }

    @Override
    public Timer after(long delayNanos, Runnable task) {
        return timers.schedule(now + Math.max(0, delayNanos), task);
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public SelectionKey register(SelectableChannel channel, int operations, Consumer<SelectionKey> ready)
            throws IOException {
        return channel.register(selector, operations, ready);
    }

    @Override
    public void atTurnEnd(Runnable task) {
        turnEnd.add(task);
    }

    /// Runs a task at the end of the turn of the calling loop; at once where none calls.
    public static void soon(Runnable task) {
        LoopThread.turnEnd().accept(task);
    }

    /// Ends the thread after the tasks that are queued now, and waits for it up to five seconds. From another thread.
    public void stop() throws InterruptedException {
        execute(() -> stopping = true);
        thread.join(5_000);
    }

    private void run() {
        while (!stopping) {
            turn();
        }
        for (SelectionKey key : selector.keys()) {
            guard(() -> closeQuietly(key.channel()));
        }
        closeQuietly(selector);
    }

    private void turn() {
        select();
        long deadline = System.nanoTime() + TURN_NANOS;
        runDueTimers();
        for (Runnable task = inbox.poll(); task != null; task = inbox.poll()) {
            runTask(task);
            if (now - deadline > 0) {
                break;
            }
        }
        runTurnEnd();
    }

    private void select() {
        waiting.set(true);
        try {
            if (inbox.isEmpty()) {
                selector.select(this::ready, timeoutMillis());
            } else {
                selector.selectNow(this::ready);
            }
        } catch (IOException broken) {
            LOG.log(Level.ERROR, "selector failed", broken);
        } finally {
            waiting.set(false);
        }
    }

    /// As [Selector#select(long)] wants it: 0 waits for ever.
    private long timeoutMillis() {
        long nanos = timers.untilNext(System.nanoTime());
        return nanos == Long.MAX_VALUE ? 0 : Math.max(1, (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
    }

    @SuppressWarnings("unchecked") // register attaches nothing else
    private void ready(SelectionKey key) {
        waiting.set(false);
        now = System.nanoTime();
        try {
            thread.run(now, () -> ((Consumer<SelectionKey>) key.attachment()).accept(key));
        } catch (RuntimeException fault) {
            LOG.log(Level.ERROR, "a channel's handler failed", fault);
            key.cancel();
        }
    }

    private void runDueTimers() {
        now = System.nanoTime();
        for (@Nullable Runnable due = timers.takeDue(now); due != null; due = timers.takeDue(now)) {
            runTask(due);
        }
    }

    private void runTurnEnd() {
        while (!turnEnd.isEmpty()) {
            List<Runnable> tasks = turnEnd;
            turnEnd = new ArrayList<>();
            tasks.forEach(this::runTask);
        }
    }

    private void runTask(Runnable task) {
        now = System.nanoTime();
        guard(task);
    }

    private static void guard(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException fault) {
            LOG.log(Level.ERROR, "a task failed", fault);
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception ignored) {
            // nothing is left to be done with it
        }
    }
}
