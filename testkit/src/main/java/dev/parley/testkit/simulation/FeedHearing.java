package dev.parley.testkit.simulation;

import dev.parley.domain.events.Event;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.json.CanonicalJson;
import dev.parley.domain.json.Json;
import java.util.HashMap;
import java.util.Map;

/// What one connection has been told of events: only what is on disk, all that a subscription asks for, each once.
final class FeedHearing {
    private final StreamHistory stream;
    private final Link link;
    private final Map<String, Subscription> subscriptions = new HashMap<>();

    FeedHearing(StreamHistory stream, Link link) {
        this.stream = stream;
        this.link = link;
    }

    private static final class Subscription {
        private final TopicPattern pattern;
        private long position;

        Subscription(TopicPattern pattern, long position) {
            this.pattern = pattern;
            this.position = position;
        }
    }

    void answered(String method, Fields asked, Fields result) {
        switch (method) {
            case "events.publish" -> published(asked, result);
            case "events.subscribe" -> subscribed(asked, result);
            case "events.unsubscribe" -> subscriptions.remove(asked.text("subscription"));
            default -> page(asked, result);
        }
    }

    private void published(Fields asked, Fields result) {
        long offset = result.number("offset");
        Violation.unless(
                stream.at(offset).content().id().equals(asked.text("id")),
                "%s: acknowledged at %d, where something else is: %s",
                link,
                offset,
                asked.text("id"));
    }

    private void subscribed(Fields asked, Fields result) {
        long offset = result.number("offset");
        Violation.unless(offset <= stream.head(), "%s: %d is beyond what is on disk", link, offset);
        subscriptions.put(
                result.text("subscription"), new Subscription(new TopicPattern(asked.text("pattern")), offset));
    }

    private void page(Fields asked, Fields result) {
        TopicPattern pattern = new TopicPattern(asked.text("pattern"));
        long before = 0;
        for (Json one : result.list("events")) {
            long offset = Fields.of(one).number("offset");
            isStored(offset, Fields.of(one).object("event"));
            long quiet = before == 0 ? offset - 1 : stream.quietUpTo(pattern, before, offset - 1);
            Violation.unless(quiet == offset - 1, "%s: a page without offset %d", link, quiet + 1);
            before = offset;
        }
    }

    void notice(String method, Fields params) {
        Subscription known = subscriptions.get(params.text("subscription"));
        if (known == null) {
            throw new Violation(link + ": told of a subscription that it has not: " + params.json());
        }
        switch (method) {
            case "event" -> {
                isStored(params.number("offset"), params.object("event"));
                moved(known, params.number("offset") - 1);
                known.position++;
            }
            case "events.position" -> moved(known, params.number("offset"));
            default -> known.position = params.number("to");
        }
    }

    private void isStored(long offset, Fields event) {
        Event stored = stream.at(offset);
        Violation.unless(
                stored.content().id().equals(event.text("id"))
                        && stored.content().data().utf8().equals(CanonicalJson.text(event.get("data"))),
                "%s: told another event than that at offset %d",
                link,
                offset);
    }

    private void moved(Subscription known, long offset) {
        Violation.unless(offset >= known.position, "%s: back to %d from %d", link, offset, known.position);
        long quiet = stream.quietUpTo(known.pattern, known.position, offset);
        Violation.unless(quiet == offset, "%s: offset %d was left out", link, quiet + 1);
        known.position = offset;
    }
}
