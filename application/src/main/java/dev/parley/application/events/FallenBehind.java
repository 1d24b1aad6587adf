package dev.parley.application.events;

import dev.parley.application.delivery.Ending;
import dev.parley.application.delivery.Notice;
import dev.parley.domain.shared.LaneConfined;

/// What becomes of a member that its connection's loop took out of its audience because it is slow: what the
/// subscription asked for.
@LaneConfined
final class FallenBehind {
    private final LiveStream stream;

    FallenBehind(LiveStream stream) {
        this.stream = stream;
    }

    /// @param seen the offset up to which the member has everything
    void fellBehind(Member member, long seen) {
        switch (member.lag()) {
            case CATCH_UP -> new CatchUp(stream, member, seen).whenDrained();
            case LATEST, DROP_OLDEST -> member.who().whenDrained(stream.home().lane(), () -> leaveOut(member, seen));
            case DISCONNECT -> member.who().end(Ending.TOO_SLOW);
        }
    }

    private void leaveOut(Member member, long seen) {
        if (member.isOver()) {
            return;
        }
        long from = Math.max(seen, startOf(member));
        if (from > seen) {
            member.who().tell(new Notice.EventsGap(member.audience().name(), seen + 1, from));
        }
        new CatchUp(stream, member, from).begin();
    }

    /// Where the member goes on, if it is not further already.
    private long startOf(Member member) {
        return switch (member.lag()) {
            case LATEST -> stream.state().head();
            case DROP_OLDEST -> stream.recent().start(stream.state().head());
            case CATCH_UP, DISCONNECT -> 0;
        };
    }
}
