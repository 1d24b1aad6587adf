package dev.parley.testkit.simulation;

import dev.parley.testkit.VirtualTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Watches everything that goes over the lines and onto the disk, and ends the run where it is not as it must be.
final class Judge {
    private static final long SECOND = 1_000_000_000;

    private final VirtualTime time;
    private final Ledger ledger;
    private final TypingTruth typing;
    /// Session by token.
    private final Map<String, String> refused = new HashMap<>();

    Judge(VirtualTime time, Ledger ledger, long stallNanos) {
        this.time = time;
        this.ledger = ledger;
        this.typing = new TypingTruth(time::nanoTime, stallNanos);
        ledger.whenRoleChanges(typing::roleChanged);
    }

    Ledger ledger() {
        return ledger;
    }

    TypingTruth typing() {
        return typing;
    }

    long nanoTime() {
        return time.nanoTime();
    }

    void received(Link link, Asked request) {
        typing.received(link, request);
        link.hearing().received(request);
    }

    void ended(Link link, boolean clean) {
        typing.ended(link, clean);
    }

    void serverDied() {
        typing.forget();
    }

    /// @param tokens what an edit would have written whose client has heard that it is refused for good
    void refused(String session, List<String> tokens) {
        tokens.forEach(token -> refused.put(token, session));
    }

    /// What the open lines show must be true.
    void check(List<Link> links) {
        for (Link link : links) {
            if (link.isServerOpen() && link.isPrompt()) {
                link.hearing().checkAnswered();
                link.hearing().rooms().forEach((session, room) -> check(link, session, room, links));
            }
        }
    }

    private void check(Link link, String session, RoomHeard room, List<Link> all) {
        if (nanoTime() - room.sinceNanos() < SECOND) {
            return;
        }
        typing.check(link, session, room.typing());
        for (Link other : all) {
            RoomHeard there = other.hearing().rooms().get(session);
            boolean here = other.isServerOpen()
                    && there != null
                    && !there.isLeaving()
                    && nanoTime() - there.sinceNanos() > SECOND;
            Violation.unless(
                    !here || room.present().contains(other.client().user()),
                    "%s is not told that %s is in %s",
                    link,
                    other,
                    session);
        }
    }

    /// What was refused for good must never have taken effect.
    void checkRefused() {
        refused.forEach((token, session) -> Violation.unless(
                !ledger.session(session).hasEffect(token), "%s: %s was refused, and took effect", session, token));
    }
}
