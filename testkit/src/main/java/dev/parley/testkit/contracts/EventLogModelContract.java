package dev.parley.testkit.contracts;

import static dev.parley.testkit.contracts.Asking.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.events.EventLog;
import dev.parley.application.events.EventLog.Append;
import dev.parley.application.events.EventLog.Appended;
import dev.parley.application.events.EventLog.Opened;
import dev.parley.application.events.EventLog.Page;
import dev.parley.application.events.EventLog.Sought;
import dev.parley.domain.events.NewEvent;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.StreamKey;
import dev.parley.domain.shared.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// An [EventLog] against the simplest thing that could be right: an array of all events ever, and where
/// it starts.
public abstract class EventLogModelContract {
    private static final List<String> TOPICS = List.of("s.a", "s.b", "s.a.c", "s");
    private static final List<TopicPattern> PATTERNS =
            List.of(TopicPattern.EVERYTHING, new TopicPattern("s.a.**"), new TopicPattern("*.b"));

    private int streams;

    /// The log under test; asked again after every [#restart()].
    protected abstract EventLog log();

    /// Stops the store and opens it again on the same data; does nothing where there is nothing to reopen.
    protected abstract void restart();

    /// How many random histories to try.
    protected int seeds() {
        return 100;
    }

    @Test
    public void any_history_agrees_with_the_model() {
        Seeded.each(seeds(), random -> {
            History history = new History(new StreamKey(TenantId.DEFAULT, "m" + streams++));
            for (int step = 0; step < 60; step++) {
                history.step(random);
            }
            history.checkAll();
        });
    }

    private final class History {
        private final StreamKey stream;
        private final long epoch;
        private final List<NewEvent> all = new ArrayList<>();
        private long earliest = 1;
        private long fence;

        History(StreamKey stream) {
            this.stream = stream;
            this.epoch = EventLogContract.opened(ask(reply -> log().open(stream, reply)))
                    .epoch();
        }

        void step(Random random) {
            switch (random.nextInt(20)) {
                case 0 -> trim(random);
                case 1 -> checkHead();
                case 2, 3, 4 -> checkPage(random);
                case 5, 6 -> checkSeek(random);
                case 7 -> {
                    if (random.nextInt(20) == 0) {
                        restart();
                    }
                }
                default -> append(random);
            }
        }

        private void append(Random random) {
            List<NewEvent> events = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                events.add(randomEvent(random));
            }
            OptionalLong expected =
                    random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(all.size() - random.nextInt(4) / 3);
            Append append = new Append(
                    stream, Math.max(0, fence + random.nextInt(4) / 3 - random.nextInt(8) / 7), expected, events);

            assertThat(Asking.<Appended>ask(reply -> log().append(append, reply)))
                    .isEqualTo(predict(append));
        }

        private NewEvent randomEvent(Random random) {
            int id = random.nextInt(4) > 0 ? all.size() + random.nextInt(1000) : random.nextInt(all.size() + 1);
            int other = random.nextInt(30) == 0 ? 1 : 0;
            return EventLogContract.event(
                    "id" + id, TOPICS.get((id + other) % TOPICS.size()), random.nextInt(1000), "{\"id\":" + id + "}");
        }

        private Appended predict(Append append) {
            List<Long> stored = new ArrayList<>();
            for (int i = 0; i < append.events().size(); i++) {
                NewEvent event = append.events().get(i);
                long offset = offsetOf(event.id());
                if (offset > 0 && !all.get((int) offset - 1).sameContent(event)) {
                    return new Appended.Reused(event.id(), offset);
                }
                if (offset > 0) {
                    stored.add(offset);
                } else if (repeats(append.events(), i)) {
                    return new Appended.Reused(event.id(), 0);
                }
            }
            if (stored.size() == append.events().size()) {
                return new Appended.Duplicate(stored);
            }
            if (!stored.isEmpty()) {
                long first = stored.getFirst();
                return new Appended.Reused(all.get((int) first - 1).id(), first);
            }
            if (append.fence() < fence) {
                return new Appended.Fenced(fence);
            }
            if (append.expected().orElse(all.size()) != all.size()) {
                return new Appended.Conflict(all.size());
            }
            fence = append.fence();
            all.addAll(append.events());
            return new Appended.Durable(all.size() - append.events().size() + 1, all.size());
        }

        private long offsetOf(String id) {
            for (int i = all.size(); i >= earliest; i--) {
                if (all.get(i - 1).id().equals(id)) {
                    return i;
                }
            }
            return 0;
        }

        private static boolean repeats(List<NewEvent> events, int at) {
            return events.subList(0, at).stream()
                    .anyMatch(event -> event.id().equals(events.get(at).id()));
        }

        private void trim(Random random) {
            long below = random.nextInt(all.size() + 3);
            OptionalLong age = random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(300));
            while (earliest <= all.size()
                    && (earliest < below || all.get((int) earliest - 1).timeMillis() < age.orElse(-1))) {
                earliest++;
            }

            assertThat(Asking.<Opened>ask(reply -> log().trim(stream, below, age, reply)))
                    .isEqualTo(new Opened.Head(epoch, earliest, all.size()));
        }

        private void checkHead() {
            assertThat(Asking.<Opened>ask(reply -> log().open(stream, reply)))
                    .isEqualTo(new Opened.Head(epoch, earliest, all.size()));
        }

        private void checkPage(Random random) {
            TopicPattern which = PATTERNS.get(random.nextInt(PATTERNS.size()));
            long after = random.nextInt(all.size() + 1);
            int max = 1 + random.nextInt(10);
            Page page = ask(reply -> log().read(stream, which, after, max, reply));
            if (after < earliest - 1) {
                assertThat(page).isEqualTo(new Page.Gone(earliest));
            } else {
                checkPage(which, after, max, EventLogContract.read(page));
            }
        }

        private void checkPage(TopicPattern which, long after, int max, Page.Read page) {
            List<Long> offsets = new ArrayList<>();
            for (long offset = after + 1; offset <= page.scannedTo(); offset++) {
                if (which.matches(all.get((int) offset - 1).topic())) {
                    offsets.add(offset);
                }
            }
            assertThat(page.events())
                    .allSatisfy(event -> assertThat(event.content()).isEqualTo(all.get((int) event.offset() - 1)))
                    .extracting(event -> event.offset())
                    .containsExactlyElementsOf(offsets)
                    .hasSizeLessThanOrEqualTo(max);
            assertThat(page.scannedTo() == all.size() || page.scannedTo() > after)
                    .isTrue();
        }

        private void checkSeek(Random random) {
            TopicPattern which = PATTERNS.get(random.nextInt(PATTERNS.size()));
            int count = random.nextInt(10);
            long offset = all.size();
            for (int found = 0; found < count && offset >= earliest; offset--) {
                found += which.matches(all.get((int) offset - 1).topic()) ? 1 : 0;
            }
            Sought expected = new Sought.After(offset);
            assertThat(Asking.<Sought>ask(reply -> log().seekLast(stream, which, count, reply)))
                    .isEqualTo(expected);
        }

        void checkAll() {
            checkHead();
            long after = earliest - 1;
            while (after < all.size()) {
                long from = after;
                Page page = ask(reply -> log().read(stream, TopicPattern.EVERYTHING, from, 17, reply));
                checkPage(TopicPattern.EVERYTHING, from, 17, EventLogContract.read(page));
                after = EventLogContract.read(page).scannedTo();
            }
        }
    }
}
