package dev.parley.gateway;

import dev.parley.application.delivery.Ending;
import dev.parley.application.delivery.MergeKey;
import dev.parley.application.lanes.Lane;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What waits to be written to one connection, in order. One thread: the loop.
///
/// Messages of a turn leave together, in one write at its end. Where the socket takes no more, references wait here; of
/// waiting messages with equal merge keys only the newest stays. Past the byte limit, or when the socket takes nothing
/// for too long, the connection is cut. Answers above 64 KiB (documents, history pages) do not count against the limit:
/// they were asked for, one at a time.
final class Outbox {
    private static final int BULK_BYTES = 64 * 1024;

    private final LoopDesk desk;
    private final Outlet outlet;
    private final ConnectionLimits limits;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final List<Runnable> whenDrained = new ArrayList<>();
    /// The run of an audience whose frames come before anything that is added here.
    private @Nullable Run openRun;

    private int countedBytes;
    /// All of it, answers above 64 KiB too.
    private long waitingBytes;
    /// What the desk was told of it.
    private long reportedBytes;
    private boolean flushPlanned;
    /// The socket took less than it was given; the transport says when it takes more.
    private boolean blocked;

    private Lane.@Nullable Timer progressTimer;
    /// Too slow: nothing is added any more but the transport's goodbye.
    private boolean cut;

    private boolean ended;

    Outbox(LoopDesk desk, Outlet outlet, ConnectionLimits limits) {
        this.desk = desk;
        this.outlet = outlet;
        this.limits = limits;
    }

    Framing framing() {
        return outlet.framing();
    }

    /// Whether durable streams should stop queueing here and come back from their log.
    boolean lags() {
        return countedBytes > limits.lagQueuedBytes();
    }

    @Nullable
    Run openRun() {
        return openRun;
    }

    void openRun(@Nullable Run run) {
        openRun = run;
    }

    /// Adds one message behind everything that was added before.
    void add(Encoded message) {
        closeOpenRun();
        queue(message);
    }

    /// Adds a frame of the transport's own.
    void addFrame(ByteBuffer frame) {
        closeOpenRun();
        enqueue(new Waiting(frame, Optional.empty(), frame.remaining()));
    }

    /// Writes the frames of a run, the same bytes for all its members. `messages` are those frames one by one.
    void writeRun(ByteBuffer frames, List<Encoded> messages) {
        if (ended || cut) {
            return;
        }
        if (!queue.isEmpty()) {
            messages.forEach(this::queue);
        } else if (!outlet.write(frames)) {
            ByteBuffer rest =
                    ByteBuffer.allocate(frames.remaining()).put(frames).flip();
            enqueue(new Waiting(rest, Optional.empty(), rest.remaining()));
            block();
        }
    }

    void whenDrained(Runnable then) {
        if (countedBytes <= lowMark()) {
            then.run();
        } else {
            whenDrained.add(then);
        }
    }

    /// The socket takes bytes again.
    void drained() {
        blocked = false;
        stopWatching();
        flush();
    }

    /// Nothing is written any more.
    void ended() {
        ended = true;
        queue.clear();
        waitingBytes = 0;
        report();
        whenDrained.clear();
        stopWatching();
    }

    private void queue(Encoded message) {
        if (cut) {
            return;
        }
        int bytes = message.framedLength(framing());
        message.mergeKey().ifPresent(this::forget);
        enqueue(new Waiting(message.framed(framing()), message.mergeKey(), message.length() > BULK_BYTES ? 0 : bytes));
    }

    private void enqueue(Waiting waiting) {
        if (ended) {
            return;
        }
        queue.add(waiting);
        countedBytes += waiting.counted;
        waitingBytes += waiting.frames.remaining();
        report();
        if (countedBytes > limits.maxQueuedBytes()) {
            cut("queuedBytes", Ending.TOO_SLOW);
        } else if (!flushPlanned && !blocked) {
            flushPlanned = true;
            desk.loop().atTurnEnd(this::flush);
        }
    }

    /// Drops waiting messages that a newer one replaces, but never one that is written in part.
    private void forget(MergeKey key) {
        if (!blocked) {
            return;
        }
        for (Iterator<Waiting> all = queue.iterator(); all.hasNext(); ) {
            Waiting waiting = all.next();
            if (waiting.frames.position() == 0
                    && waiting.key.filter(key::equals).isPresent()) {
                countedBytes -= waiting.counted;
                waitingBytes -= waiting.frames.remaining();
                all.remove();
            }
        }
    }

    void flush() {
        flushPlanned = false;
        closeOpenRun();
        while (!blocked && !ended && !queue.isEmpty()) {
            if (queue.size() == 1 || queue.element().frames.remaining() >= LoopDesk.SCRATCH_BYTES) {
                writeFirst();
            } else {
                writeGathered();
            }
        }
        report();
        tellDrained();
    }

    private void writeFirst() {
        Waiting first = queue.element();
        waitingBytes -= first.frames.remaining();
        boolean all = outlet.write(first.frames);
        waitingBytes += first.frames.remaining();
        if (all) {
            countedBytes -= first.counted;
            queue.remove();
        } else {
            block();
        }
    }

    private void writeGathered() {
        ByteBuffer scratch = desk.scratch();
        for (Waiting waiting : queue) {
            if (waiting.frames.remaining() > scratch.remaining()) {
                break;
            }
            scratch.put(waiting.frames.duplicate());
        }
        scratch.flip();
        boolean all = outlet.write(scratch);
        consume(scratch.position());
        if (!all) {
            block();
        }
    }

    private void consume(int written) {
        int left = written;
        waitingBytes -= written;
        while (left > 0) {
            Waiting first = queue.element();
            int size = first.frames.remaining();
            if (left < size) {
                first.frames.position(first.frames.position() + left);
                return;
            }
            left -= size;
            countedBytes -= first.counted;
            queue.remove();
        }
    }

    private void block() {
        blocked = true;
        stopWatching();
        progressTimer =
                desk.loop().after(limits.noProgressMillis() * 1_000_000, () -> cut("noProgress", Ending.TOO_SLOW));
    }

    private void stopWatching() {
        if (progressTimer != null) {
            progressTimer.cancel();
            progressTimer = null;
        }
    }

    private void tellDrained() {
        if (whenDrained.isEmpty() || countedBytes > lowMark()) {
            return;
        }
        List<Runnable> then = List.copyOf(whenDrained);
        whenDrained.clear();
        then.forEach(Runnable::run);
    }

    /// Only what a full socket leaves waiting is told: the rest is gone at the end of the turn.
    private void report() {
        long now = blocked && !ended ? waitingBytes : 0;
        if (now != reportedBytes) {
            reportedBytes = now;
            desk.waits(this, now);
        }
    }

    private int lowMark() {
        return limits.lagQueuedBytes() / 2;
    }

    boolean isCut() {
        return cut;
    }

    /// Cuts the connection because of what all together have waiting, unless its socket has taken what it had.
    void shed() {
        if (reportedBytes > 0) {
            cut("allQueuedBytes", Ending.OVERLOADED);
        }
    }

    /// Lets go of what waits, but for the rest of a message that is written in part: the close frame must follow it.
    private void cut(String limit, Ending why) {
        if (ended || cut) {
            return;
        }
        desk.limitHit(limit);
        cut = true;
        queue.removeIf(waiting -> waiting.frames.position() == 0);
        countedBytes = queue.stream().mapToInt(waiting -> waiting.counted).sum();
        waitingBytes =
                queue.stream().mapToLong(waiting -> waiting.frames.remaining()).sum();
        report();
        whenDrained.clear();
        outlet.end(why);
    }

    void closeOpenRun() {
        if (openRun != null) {
            openRun.close();
        }
    }

    /// Framed bytes with what they count for.
    private static final class Waiting {
        private final ByteBuffer frames;
        private final Optional<MergeKey> key;
        private final int counted;

        Waiting(ByteBuffer frames, Optional<MergeKey> key, int counted) {
            this.frames = frames;
            this.key = key;
            this.counted = counted;
        }
    }
}
