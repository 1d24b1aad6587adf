package dev.parley.application.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.events.Event;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.StreamKey;
import dev.parley.testkit.Answer;
import dev.parley.testkit.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// All that a store ever made durable in one stream, whatever was trimmed since.
final class Truth {
    private final EventWorld world;
    private final StreamKey stream;
    private final List<Event> events = new ArrayList<>();
    private long earliest = 1;

    Truth(EventWorld world, StreamKey stream) {
        this.world = world;
        this.stream = stream;
    }

    /// Looks at the store; after each single write, so that nothing is trimmed unseen.
    void look() {
        Faults faults = world.faults;
        world.faults = Faults.NONE;
        Answer<EventLog.Opened> opened = new Answer<>();
        Answer<EventLog.Page> page = new Answer<>();
        world.observing = true;
        world.store.events().open(stream, opened);
        world.store.events().read(stream, TopicPattern.EVERYTHING, head(), Integer.MAX_VALUE, page);
        world.observing = false;
        world.faults = faults;
        earliest = ((EventLog.Opened.Head) opened.value()).earliest();
        events.addAll(((EventLog.Page.Read) page.value()).events());
    }

    long head() {
        return events.size();
    }

    long earliest() {
        return earliest;
    }

    Event at(long offset) {
        assertThat(offset).as("an offset that is durable").isPositive().isLessThanOrEqualTo(head());
        return events.get((int) offset - 1);
    }

    /// The first that is wanted among those after `after` and up to `to`.
    Optional<Event> firstBetween(long after, long to, Predicate<Event> wanted) {
        return events.stream()
                .skip(after)
                .limit(Math.max(0, to - after))
                .filter(wanted)
                .findFirst();
    }

    List<Event> all() {
        return events;
    }
}
