package dev.parley.gateway;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Consecutive notices to one audience on one loop, written to all its members together: the same bytes, framed once.
/// A connection has at most one open run; what comes for it from elsewhere first closes that run, so gathering never
/// reorders. One thread: the loop.
final class Run {
    private final LoopDesk desk;
    private final LoopMembers members;
    private final @Nullable Outbox except;
    private final List<Encoded> messages = new ArrayList<>();
    private final List<Timing> timings = new ArrayList<>(0);
    private int bytes;
    private boolean closed;

    Run(LoopDesk desk, LoopMembers members, @Nullable Outbox except) {
        this.desk = desk;
        this.members = members;
        this.except = except;
        takeOver();
    }

    /// Whether a notice to all but `author` may join this run.
    boolean fits(@Nullable Outbox author, Encoded message) {
        return !closed && except == author && bytes + message.length() < LoopDesk.SCRATCH_BYTES / 2;
    }

    void add(Encoded message, Optional<Timing> timing) {
        messages.add(message);
        timing.ifPresent(timings::add);
        bytes += message.length();
    }

    void close() {
        if (closed) {
            return;
        }
        closed = true;
        members.all().forEach(this::release);
        List<Mailbox> slow = write();
        timings.forEach(Timing::written);
        members.runClosed();
        slow.forEach(members::lagging);
    }

    private void takeOver() {
        for (Mailbox member : members.all()) {
            Outbox outbox = member.outbox();
            if (outbox != except) {
                outbox.closeOpenRun();
                outbox.openRun(this);
            }
        }
    }

    private void release(Mailbox member) {
        if (member.outbox().openRun() == this) {
            member.outbox().openRun(null);
        }
    }

    /// Once per framing, of which there is nearly always one: members of a transport share its bytes.
    ///
    /// @return the members that fell behind
    private List<Mailbox> write() {
        List<Mailbox> slow = new ArrayList<>();
        List<Framing> written = new ArrayList<>(1);
        for (Mailbox first : members.all()) {
            Framing framing = first.outbox().framing();
            if (first.outbox() != except && !written.contains(framing)) {
                written.add(framing);
                write(framing, slow);
            }
        }
        return slow;
    }

    private void write(Framing framing, List<Mailbox> slow) {
        ByteBuffer frames = framed(framing);
        for (Mailbox member : members.all()) {
            Outbox outbox = member.outbox();
            if (outbox == except || !outbox.framing().equals(framing)) {
                continue;
            }
            outbox.writeRun(frames.duplicate(), messages);
            if (outbox.lags()) {
                slow.add(member);
            }
        }
    }

    private ByteBuffer framed(Framing framing) {
        if (messages.size() == 1) {
            return direct(messages.getFirst().framed(framing));
        }
        int length = 0;
        for (Encoded message : messages) {
            length += message.framedLength(framing);
        }
        ByteBuffer into = buffer(length);
        for (Encoded message : messages) {
            message.frameInto(framing, into);
        }
        return into.flip();
    }

    /// Heap buffers are copied by every socket write; with several members one copy here is cheaper.
    private ByteBuffer direct(ByteBuffer frames) {
        return members.size() < 2
                ? frames
                : buffer(frames.remaining()).put(frames).flip();
    }

    /// The desk's buffer serves where it is large enough: nobody keeps it past this call.
    private ByteBuffer buffer(int length) {
        return length <= LoopDesk.SCRATCH_BYTES ? desk.runBuffer() : ByteBuffer.allocate(length);
    }
}
