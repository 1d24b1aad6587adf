package dev.parley.application.events;

import dev.parley.application.delivery.Caller;
import dev.parley.application.delivery.Subscriber;
import dev.parley.application.events.EventAnswers.Subscribed;
import dev.parley.application.lanes.Nothing;
import dev.parley.domain.access.TopicView;
import dev.parley.domain.events.StreamState.Start;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.LaneConfined;
import dev.parley.domain.shared.Problem;
import java.util.Optional;

/// From a subscribe to the first event, and the end of a subscription.
@LaneConfined
final class Subscribing {
    /// One subscribe under way; it holds its connection's turn.
    record Wanted(
            Call<Subscribed> call, Caller.Connected by, Guest guest, TopicView view, EventCommands.Subscribe command) {
        EventCommands.From from() {
            return command.from();
        }

        Subscriber who() {
            return by.subscriber();
        }
    }

    private final LiveStream stream;
    private final StartFinder starts;

    Subscribing(LiveStream stream, StartFinder starts) {
        this.stream = stream;
        this.starts = starts;
    }

    void subscribe(Wanted wanted) {
        Optional<Problem> refusal = refusal(wanted);
        if (refusal.isPresent()) {
            refuse(wanted, refusal.get());
            return;
        }
        EventLane home = stream.home();
        home.quota().take(wanted.who().id(), home.lane().here(hasRoom -> counted(wanted, hasRoom)));
    }

    private Optional<Problem> refusal(Wanted wanted) {
        if (wanted.view().isBlind()) {
            return Optional.of(EventProblems.forbidden("subscribe"));
        }
        if (wanted.guest().has(wanted.view())) {
            return Optional.of(Problem.of(ErrorCode.CONFLICT, "this connection has that subscription already"));
        }
        return StartFinder.refusal(wanted.from(), stream.home().limits());
    }

    private void counted(Wanted wanted, boolean hasRoom) {
        if (hasRoom) {
            starts.find(wanted.from(), wanted.view().pattern(), at -> start(wanted, at), problem -> {
                giveBack(wanted);
                refuse(wanted, problem);
            });
        } else {
            int allowed = stream.home().limits().subscriptionsPerConnection();
            refuse(wanted, Problem.limit("subscriptions", allowed, "too many subscriptions on this connection"));
        }
    }

    /// The reply first, then what follows it; a member that is level joins in this same task.
    private void start(Wanted wanted, Start.At at) {
        if (wanted.guest().isEnded()) {
            giveBack(wanted);
            refuse(wanted, Problem.of(ErrorCode.CONNECTION_REQUIRED, "the connection has ended"));
            return;
        }
        Member member =
                stream.enter(wanted.who(), wanted.view(), wanted.command().lag());
        wanted.guest().enter(member);
        wanted.guest().asksNoMore(member.audience().name());
        wanted.call()
                .tell(new Subscribed(
                        member.audience().name(),
                        stream.key().stream(),
                        stream.state().epoch(),
                        at.offset(),
                        at.recovered()));
        new CatchUp(stream, member, at.offset()).begin();
        wanted.call().finish();
    }

    private void refuse(Wanted wanted, Problem problem) {
        wanted.guest().asksNoMore(name(wanted.view()));
        wanted.call().refuse(problem);
    }

    String name(TopicView view) {
        return SubscriptionName.of(stream.home().number(), stream.key(), view);
    }

    private void giveBack(Wanted wanted) {
        stream.home().quota().release(wanted.who().id());
    }

    void unsubscribe(Call<Nothing> call, Guest guest, String subscription) {
        Optional<Member> member = guest.leave(subscription);
        member.ifPresent(this::end);
        if (member.isPresent()) {
            call.done(Nothing.NOTHING);
        } else {
            call.refuse(noSuchSubscription());
        }
    }

    static Problem noSuchSubscription() {
        return Problem.field(ErrorCode.NOT_FOUND, "subscription", "no such subscription on this connection");
    }

    /// The connection is gone.
    void ended(Guest guest) {
        guest.ends().forEach(this::end);
    }

    private void end(Member member) {
        stream.leave(member);
        stream.home().quota().release(member.who().id());
    }
}
