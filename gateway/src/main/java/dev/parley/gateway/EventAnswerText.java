package dev.parley.gateway;

import dev.parley.application.events.EventAnswers;
import dev.parley.domain.events.Event;
import dev.parley.protocol.json.JsonWriter;
import dev.parley.protocol.rpc.EventNotices;

/// Results of `events.*`.
final class EventAnswerText {
    private EventAnswerText() {}

    static void published(JsonWriter out, EventAnswers.Published it) {
        out.object();
        out.name("stream").string(it.stream());
        out.name("epoch").number(it.epoch());
        out.name("offset").number(it.offset());
        out.name("duplicate").bool(it.duplicate());
        out.name("durable").string(it.durable().wireName());
        out.end();
    }

    static void subscribed(JsonWriter out, EventAnswers.Subscribed it) {
        out.object();
        out.name("subscription").string(it.subscription());
        out.name("stream").string(it.stream());
        out.name("epoch").number(it.epoch());
        out.name("offset").number(it.offset());
        out.name("recovered").bool(it.recovered());
        out.end();
    }

    static void page(JsonWriter out, EventAnswers.Page it) {
        out.object();
        out.name("stream").string(it.stream());
        out.name("epoch").number(it.epoch());
        out.name("events").array();
        for (Event event : it.events()) {
            EventNotices.stored(out, event);
        }
        out.end();
        it.next().ifPresent(next -> out.name("next").number(next));
        out.end();
    }
}
