package dev.parley.domain.typing;

import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.UserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// Lives through one history with the real board and the oracle side by side, and objects to the first difference.
///
/// T2 outside a window viewers see the truth; T3 nothing outlives its time; T4 revs; T5 a viewer knows only the last
/// frame; T6 follows from the oracle's accounts per device; T7 no frame names a banned user.
final class Judge implements Viewers {
    private static final long MILLI = 1_000_000L;

    private final History history;
    private final TypingBoard board = new TypingBoard(TypingTimers.DEFAULTS, this);
    private final Oracle oracle = new Oracle();
    private final Map<ContextKey, Screen> screens = Screen.forAll(Histories.CONTEXTS);
    private final List<Told> told = new ArrayList<>();
    private final Set<ContextKey> atOnce = new HashSet<>();
    private final List<Ban> inForce = new ArrayList<>();
    private long now;
    private int compared;

    private record Told(ContextKey where, TypingFrame frame) {}

    Judge(History history) {
        this.history = history;
    }

    @Override
    public int of(SessionKey session) {
        return history.viewers();
    }

    @Override
    public void tell(SessionKey session, TypingFrame frame) {
        told.add(new Told(new ContextKey(session, frame.scope()), frame));
    }

    void judge() {
        for (Happening what : history.happenings()) {
            tickUntil(what.at());
            now = what.at();
            what.to(board);
            ban(what);
            atOnce.addAll(oracle.add(what));
            compare();
        }
        long quiet = now + 120_000 * MILLI;
        tickUntil(quiet);
        Require.that(board.isEmpty(), "nothing is remembered after quiet time");
        Require.that(board.nextDue().isEmpty(), "nothing is due after quiet time");
    }

    private void ban(Happening what) {
        if (what instanceof Happening.Revoked revoked) {
            history.bans().stream()
                    .filter(ban -> ban.covers(revoked.user(), revoked.session(), now))
                    .forEach(inForce::add);
        }
    }

    private void tickUntil(long end) {
        for (OptionalLong due = board.nextDue(); due.isPresent() && due.getAsLong() <= end; due = board.nextDue()) {
            Require.that(due.getAsLong() >= now, "time goes on");
            now = due.getAsLong();
            board.tick(now);
            compare();
        }
    }

    private void compare() {
        told.forEach(this::hear);
        told.clear();
        Histories.CONTEXTS.forEach(this::seesTheTruth);
        atOnce.clear();
        if (++compared % 8 == 0) {
            SessionKey session = compared % 16 == 0 ? Histories.PLAN : Histories.NOTES;
            Require.same(Set.copyOf(board.lastFrames(session, false, now)), joiner(session), "a late joiner hears");
        }
    }

    private void hear(Told one) {
        Screen screen = screen(one.where());
        Map<UserId, TypingKind> typing = oracle.typing(one.where(), now);
        screen.show(one.frame(), typing, now, atOnce.contains(one.where()));
        screen.pace(history.viewers(), speaking(one.where().session()), now);
        for (TypingFrame.Typist typist : one.frame().top()) {
            Require.that(
                    !History.banned(inForce, typist.user(), one.where().session(), now),
                    "nobody is named who may not type: " + typist);
        }
    }

    private Screen screen(ContextKey where) {
        return Objects.requireNonNull(screens.get(where));
    }

    private int speaking(SessionKey session) {
        return (int) screens.entrySet().stream()
                .filter(entry -> entry.getKey().session().equals(session))
                .filter(entry -> entry.getValue().showsSomebody())
                .count();
    }

    private void seesTheTruth(ContextKey where) {
        screen(where).mustBeRight(oracle.typing(where, now), now, atOnce.contains(where));
    }

    private Set<TypingFrame> joiner(SessionKey session) {
        return Histories.CONTEXTS.stream()
                .filter(where -> where.session().equals(session))
                .map(this::screen)
                .filter(Screen::showsSomebody)
                .map(Screen::frame)
                .collect(Collectors.toSet());
    }
}
