package dev.parley.application.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.delivery.Notice.EventDelivered;
import dev.parley.application.delivery.Notice.EventsGap;
import dev.parley.application.delivery.Notice.EventsPosition;
import dev.parley.domain.access.Grants;
import dev.parley.domain.access.TopicAction;
import dev.parley.domain.events.Event;
import dev.parley.domain.events.TopicPattern;

/// What one subscriber must see: each event that it asked for and may see, once, in order; nothing left out
/// that is not announced, and nothing announced that is still there.
final class Tail {
    private final Truth truth;
    private final TopicPattern pattern;
    private final Grants grants;
    private long cursor;

    Tail(Truth truth, TopicPattern pattern, Grants grants, long cursor) {
        this.truth = truth;
        this.pattern = pattern;
        this.grants = grants;
        this.cursor = cursor;
    }

    private boolean wants(Event event) {
        return pattern.matches(event.content().topic())
                && grants.allows(TopicAction.SUBSCRIBE, event.content().topic());
    }

    void hears(EventDelivered notice) {
        Event event = notice.event();
        assertThat(event).isEqualTo(truth.at(event.offset()));
        assertThat(wants(event)).as("%s is wanted", event).isTrue();
        assertThat(event.offset()).as("after the last one").isGreaterThan(cursor);
        nothingMissed(event.offset() - 1);
        cursor = event.offset();
    }

    void hears(EventsPosition notice) {
        assertThat(notice.offset()).isGreaterThanOrEqualTo(cursor).isLessThanOrEqualTo(truth.head());
        nothingMissed(notice.offset());
        cursor = notice.offset();
    }

    void hears(EventsGap notice) {
        assertThat(notice.from()).isGreaterThan(cursor);
        nothingMissed(notice.from() - 1);
        assertThat(notice.to()).isGreaterThanOrEqualTo(notice.from()).isLessThan(truth.earliest());
        cursor = notice.to();
    }

    private void nothingMissed(long upTo) {
        assertThat(truth.firstBetween(cursor, upTo, this::wants))
                .as("missed between %d and %d", cursor, upTo)
                .isEmpty();
    }

    long cursor() {
        return cursor;
    }

    /// When all is quiet, nothing is owed.
    void isThrough() {
        nothingMissed(truth.head());
        assertThat(cursor).as("cursors move with what is left out").isEqualTo(truth.head());
    }
}
