package dev.parley.application.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.delivery.Caller;
import dev.parley.application.delivery.Notice;
import dev.parley.application.delivery.Notice.EventDelivered;
import dev.parley.application.delivery.Notice.EventsGap;
import dev.parley.application.delivery.Notice.EventsPosition;
import dev.parley.application.events.EventAnswers.Published;
import dev.parley.application.events.EventAnswers.Subscribed;
import dev.parley.application.events.EventCommands.From;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.access.Grants;
import dev.parley.domain.events.Position;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One connection of a client that remembers its positions, and judges all that it is told.
final class SimulatedClient {
    private static final Set<ErrorCode> TRANSIENT = Set.of(ErrorCode.STORE_UNAVAILABLE, ErrorCode.RATE_LIMITED);

    /// A call on this connection; its answers keep the order of the calls where one of them runs alone.
    private static final class Asked {
        final String stream;
        final boolean alone;
        boolean answered;

        Asked(String stream, boolean alone) {
            this.stream = stream;
            this.alone = alone;
        }
    }

    private final Map<String, Truth> truths;
    private final Reader reader;
    private final Grants grants;
    private final Map<String, Tail> tails = new LinkedHashMap<>();
    private final Map<String, TopicPattern> patterns = new LinkedHashMap<>();
    private final List<Asked> asked = new ArrayList<>();
    private final Map<String, Long> published = new LinkedHashMap<>();
    private boolean gone;

    SimulatedClient(Map<String, Truth> truths, Reader reader, Grants grants) {
        this.truths = truths;
        this.reader = reader;
        this.grants = grants;
        reader.watchedBy(this::said, this::arrived);
    }

    Reader reader() {
        return reader;
    }

    Grants grants() {
        return grants;
    }

    Caller.Connected caller() {
        return EventWorld.on(reader, grants);
    }

    List<String> subscriptions() {
        return List.copyOf(tails.keySet());
    }

    String streamOf(String subscription) {
        return pattern(subscription).stream().orElseThrow();
    }

    /// What it must ask for on its next connection to go on.
    Map<TopicPattern, From> positions() {
        Map<TopicPattern, From> positions = new LinkedHashMap<>();
        tails.forEach((name, tail) ->
                positions.put(pattern(name), new From.After(new Position(EventWorld.EPOCH, tail.cursor()))));
        return positions;
    }

    void goes() {
        gone = true;
    }

    boolean isGone() {
        return gone;
    }

    // what is said, at the moment it is said: it must be durable

    private void said(Object what) {
        if (what instanceof EventDelivered delivered) {
            isDurable(delivered);
        }
    }

    private void isDurable(EventDelivered delivered) {
        String stream = delivered.event().content().topic().stream();
        assertThat(delivered.event().offset())
                .as("told, so durable")
                .isLessThanOrEqualTo(truth(stream).head());
    }

    // what arrives, in its order

    private void arrived(Object what) {
        if (gone) {
            return;
        }
        if (what instanceof Notice notice) {
            hears(notice);
        } else if (what instanceof Arrival arrival) {
            arrival.run();
        }
    }

    /// An answer on its way through the loop.
    private interface Arrival extends Runnable {}

    private void hears(Notice notice) {
        switch (notice) {
            case EventDelivered delivered -> tail(delivered.subscription()).hears(delivered);
            case EventsPosition position -> tail(position.subscription()).hears(position);
            case EventsGap gap -> tail(gap.subscription()).hears(gap);
            default -> throw new AssertionError("not from events: " + notice);
        }
    }

    private Tail tail(String subscription) {
        return Optional.ofNullable(tails.get(subscription))
                .orElseThrow(() -> new AssertionError("told before its answer, or after its end: " + subscription));
    }

    private TopicPattern pattern(String subscription) {
        return Optional.ofNullable(patterns.get(subscription)).orElseThrow();
    }

    private Truth truth(String stream) {
        return Optional.ofNullable(truths.get(stream)).orElseThrow();
    }

    /// The answer to a call that this client makes now.
    <T> Reply<Outcome<T>> answer(String stream, boolean alone, Reply<Outcome<T>> then) {
        Asked call = new Asked(stream, alone);
        asked.add(call);
        return outcome -> {
            assertThat(call.answered).as("answered once").isFalse();
            call.answered = true;
            if (isUnknownName(outcome)) {
                asked.remove(call);
            } else {
                inOrder(call);
            }
            reader.loop().execute(() -> reader.enqueue((Arrival) () -> then.accept(outcome)));
        };
    }

    /// Belongs to no stream, so to no order.
    private static boolean isUnknownName(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?>(Problem problem) && problem.code() == ErrorCode.NOT_FOUND;
    }

    private void inOrder(Asked call) {
        boolean before = true;
        for (Asked other : asked) {
            if (other == call) {
                before = false;
            } else if (other.stream.equals(call.stream) && (other.alone || call.alone)) {
                assertThat(other.answered)
                        .as("calls to one stream keep their order")
                        .isEqualTo(before);
            }
        }
    }

    /// One of its own publishes was answered.
    void published(Published answer) {
        published.merge(answer.stream(), answer.offset(), Math::max);
    }

    /// Judges the answer to a subscribe.
    void subscribed(TopicPattern pattern, From from, Outcome<Subscribed> outcome) {
        Truth truth = truth(pattern.stream().orElseThrow());
        switch (outcome) {
            case Outcome.Done<Subscribed>(Subscribed answer) -> {
                startsRight(from, answer, truth);
                patterns.put(answer.subscription(), pattern);
                tails.put(answer.subscription(), new Tail(truth, pattern, grants, answer.offset()));
            }
            case Outcome.Refused<Subscribed>(Problem problem) -> refused(pattern, from, problem, truth);
        }
    }

    private void startsRight(From from, Subscribed answer, Truth truth) {
        assertThat(tails).as("one subscription of a name").doesNotContainKey(answer.subscription());
        assertThat(answer.epoch()).isEqualTo(EventWorld.EPOCH);
        assertThat(answer.recovered()).isEqualTo(from instanceof From.After);
        assertThat(answer.offset()).isNotNegative().isLessThanOrEqualTo(truth.head());
        if (from instanceof From.Latest) {
            assertThat(answer.offset())
                    .as("what it published is no news")
                    .isGreaterThanOrEqualTo(published.getOrDefault(answer.stream(), 0L));
        }
        if (from instanceof From.After(Position position)) {
            assertThat(answer.offset()).isEqualTo(position.offset());
        }
    }

    private void refused(TopicPattern pattern, From from, Problem problem, Truth truth) {
        ErrorCode code = problem.code();
        if (code == ErrorCode.OFFSET_GONE) {
            assertThat(((From.After) from).position().offset()).isLessThan(truth.earliest() - 1);
        } else if (code == ErrorCode.CONFLICT) {
            assertThat(patterns).containsValue(pattern);
        } else if (code == ErrorCode.FORBIDDEN) {
            assertThat(grants).isNotEqualTo(Grants.ALL);
        } else {
            assertThat(TRANSIENT).as("%s to %s", problem, from).contains(code);
        }
    }

    void unsubscribed(String subscription, Outcome<?> outcome) {
        if (outcome instanceof Outcome.Done<?>) {
            tails.remove(subscription);
            patterns.remove(subscription);
        }
    }

    boolean isAnswered() {
        return asked.stream().allMatch(call -> call.answered);
    }

    void isThrough() {
        assertThat(isAnswered()).as("nobody waits for ever").isTrue();
        tails.values().forEach(Tail::isThrough);
    }
}
