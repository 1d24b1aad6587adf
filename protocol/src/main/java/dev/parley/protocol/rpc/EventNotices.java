package dev.parley.protocol.rpc;

import dev.parley.domain.events.Event;
import dev.parley.domain.events.NewEvent;
import dev.parley.protocol.json.JsonWriter;

/// The params of event notices.
public final class EventNotices {
    public static final String EVENT = "event";
    public static final String POSITION = "events.position";
    public static final String GAP = "events.gap";

    private EventNotices() {}

    /// One event, as a subscription delivers it.
    public static void event(JsonWriter out, String subscription, Event event) {
        out.object().name("subscription").string(subscription);
        place(out, event).end();
    }

    /// One event, as a page of history lists it: `{offset, event}`.
    public static void stored(JsonWriter out, Event event) {
        place(out.object(), event).end();
    }

    /// Nothing that matches, up to here.
    public static void position(JsonWriter out, String subscription, long offset) {
        out.object().name("subscription").string(subscription);
        out.name("offset").number(offset).end();
    }

    /// What lay between is gone for good; both ends included.
    public static void gap(JsonWriter out, String subscription, long from, long to) {
        out.object().name("subscription").string(subscription);
        out.name("from").number(from).name("to").number(to).end();
    }

    private static JsonWriter place(JsonWriter out, Event event) {
        NewEvent content = event.content();
        out.name("offset").number(event.offset()).name("event").object();
        out.name("id").string(content.id());
        out.name("topic").string(content.topic().name());
        out.name("time").string(Timestamp.of(content.timeMillis()));
        content.type().ifPresent(type -> out.name("type").string(type));
        content.source().ifPresent(source -> out.name("source").string(source));
        return out.name("data").raw(content.data()).end();
    }
}
