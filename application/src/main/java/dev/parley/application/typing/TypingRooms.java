package dev.parley.application.typing;

import dev.parley.application.Signals;
import dev.parley.application.delivery.Caller;
import dev.parley.application.delivery.Notice;
import dev.parley.application.lanes.Lane;
import dev.parley.application.lanes.Nothing;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.rooms.Access;
import dev.parley.application.rooms.Room;
import dev.parley.application.rooms.RoomFeature;
import dev.parley.application.rooms.Rooms;
import dev.parley.domain.access.Principal;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.LaneConfined;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.UserId;
import dev.parley.domain.typing.Claim;
import dev.parley.domain.typing.ContextKey;
import dev.parley.domain.typing.Device;
import dev.parley.domain.typing.Stamp;
import dev.parley.domain.typing.TypingBoard;
import dev.parley.domain.typing.TypingFrame;
import dev.parley.domain.typing.TypingKind;
import dev.parley.domain.typing.TypingTimers;
import dev.parley.domain.typing.Verdict;
import dev.parley.domain.typing.Viewers;
import java.util.List;

/// Typing in one lane's sessions: brings frames, connections and the lane's clock to the [TypingBoard], and what it
/// says to the rooms. One timer, only while something is due.
@LaneConfined
public final class TypingRooms implements RoomFeature, Viewers {
    private final Lane lane;
    private final Rooms rooms;
    private final Access access;
    private final Signals signals;
    private final TypingBoard board;
    private Lane.Timer timer = () -> {};
    private long timerAt = Long.MAX_VALUE;

    /// Attaches itself to the rooms, so it is made while the server is put together.
    public TypingRooms(Lane lane, Rooms rooms, Access access, TypingTimers timers, Signals signals) {
        this.lane = lane;
        this.rooms = rooms;
        this.access = access;
        this.signals = signals;
        this.board = new TypingBoard(timers, this);
        rooms.attach(this);
    }

    Outcome<Nothing> start(Caller.Connected by, ContextKey where, TypingKind kind, long seq) {
        Principal who = by.principal();
        Stamp stamp = new Stamp(who.epoch(), seq);
        if (!board.isStale(Device.of(who), stamp, where) && !isHere(by, where)) {
            return Outcome.refused(ErrorCode.NOT_FOUND, "join the session on this connection first");
        }
        boolean authorised = access.mayPublishPresence(where.session(), who);
        Verdict verdict = board.start(Device.of(who), stamp, where, kind, authorised, lane.nanoTime());
        watchClock();
        return answer(verdict);
    }

    /// Where the connection is not, there is nothing of it to stop.
    Outcome<Nothing> stop(Caller.Connected by, ContextKey where, long seq) {
        if (!isHere(by, where)) {
            return Nothing.done();
        }
        Principal who = by.principal();
        Verdict verdict = board.stop(Device.of(who), new Stamp(who.epoch(), seq), where, lane.nanoTime());
        watchClock();
        return answer(verdict);
    }

    /// A caller without a connection has no lease to clear.
    void clear(Caller by, ContextKey where, long seq) {
        switch (by) {
            case Caller.Stateless _ -> {}
            case Caller.Connected connected -> clear(connected, where, seq);
        }
    }

    private void clear(Caller.Connected by, ContextKey where, long seq) {
        if (isHere(by, where)) {
            Principal who = by.principal();
            count(board.message(Device.of(who), new Stamp(who.epoch(), seq), where, lane.nanoTime()));
            watchClock();
        }
    }

    /// @param resume those contexts of the device's truth that this lane owns
    public void opened(Principal who, List<TypingCommands.Resume.Context> resume) {
        Device device = Device.of(who);
        board.open(device, who.epoch(), lane.nanoTime());
        board.resume(
                device,
                who.epoch(),
                resume.stream().map(context -> claim(who, context)).toList(),
                lane.nanoTime());
        watchClock();
    }

    public void closed(Principal who, boolean clean) {
        board.close(Device.of(who), who.epoch(), clean, lane.nanoTime());
        watchClock();
    }

    private Claim claim(Principal who, TypingCommands.Resume.Context context) {
        SessionKey session = new SessionKey(who.tenant(), context.session());
        boolean authorised = access.mayPublishPresence(session, who);
        return new Claim(new ContextKey(session, context.scope()), context.kind(), authorised);
    }

    private boolean isHere(Caller.Connected by, ContextKey where) {
        return rooms.isJoined(where.session(), by.subscriber().id())
                || board.isListed(Device.of(by.principal()), by.principal().epoch(), where);
    }

    private Outcome<Nothing> answer(Verdict verdict) {
        count(verdict);
        return switch (verdict) {
            case ACCEPTED, STALE, RATE_LIMITED -> Nothing.done();
            case UNAUTHORISED -> Outcome.refused(ErrorCode.FORBIDDEN, "your role may not show typing here");
        };
    }

    private void count(Verdict verdict) {
        switch (verdict) {
            case ACCEPTED -> {}
            case STALE -> signals.count(Signals.Counter.TYPING_STALE);
            case RATE_LIMITED -> {
                signals.count(Signals.Counter.TYPING_RATE_LIMITED);
                signals.limit("typingStarts");
            }
            case UNAUTHORISED -> signals.count(Signals.Counter.TYPING_UNAUTHORISED);
        }
    }

    @Override
    public List<TypingFrame> lastFrames(Room room) {
        boolean alone = room.audience().size() == 0;
        List<TypingFrame> frames = board.lastFrames(room.key(), alone, lane.nanoTime());
        watchClock();
        return frames;
    }

    @Override
    public void left(Room room, Caller.Connected who) {
        board.leave(Device.of(who.principal()), who.principal().epoch(), room.key(), lane.nanoTime());
        watchClock();
    }

    @Override
    public void silenced(SessionKey session, UserId user) {
        board.revoke(user, session, lane.nanoTime());
        watchClock();
    }

    @Override
    public int of(SessionKey session) {
        return rooms.find(session).map(room -> room.audience().size()).orElse(0);
    }

    @Override
    public void tell(SessionKey session, TypingFrame frame) {
        signals.count(Signals.Counter.TYPING_FRAMES);
        rooms.find(session)
                .ifPresent(room -> room.audience().tell(0, new Notice.TypingState(session.session(), frame)));
    }

    private void watchClock() {
        long due = board.nextDue().orElse(Long.MAX_VALUE);
        if (due < timerAt) {
            timer.cancel();
            timerAt = due;
            timer = lane.after(due - lane.nanoTime(), this::tick);
        }
    }

    private void tick() {
        timerAt = Long.MAX_VALUE;
        board.tick(lane.nanoTime());
        watchClock();
    }
}
