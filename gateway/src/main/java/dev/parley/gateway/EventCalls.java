package dev.parley.gateway;

import dev.parley.application.core.Parley;
import dev.parley.application.events.EventCommands;
import dev.parley.application.events.EventCommands.From;
import dev.parley.application.events.Events;
import dev.parley.application.typing.Typing;
import dev.parley.application.typing.TypingCommands;
import dev.parley.domain.events.Lag;
import dev.parley.domain.events.Position;
import dev.parley.protocol.rpc.Params;
import java.util.Map;
import java.util.Optional;

/// `events.*`
final class EventCalls {
    private static final int DEFAULT_PAGE = 100;

    private final Events events;
    private final Typing typing;

    EventCalls(Parley core) {
        this.events = core.events();
        this.typing = core.typing();
    }

    Map<String, Call<Requester>> methods() {
        return Map.of("events.publish", this::publish, "events.history", this::history);
    }

    Map<String, Call<Client>> methodsOfConnections() {
        return Map.of("events.subscribe", this::subscribe, "events.unsubscribe", this::unsubscribe);
    }

    private void publish(Requester client, Params params, Answer answer) {
        Optional<TypingCommands.Clear> clear = TypingCalls.clearing(client, params, Optional.empty());
        TypingCalls.readOrClear(typing, client, clear, answer, () -> publication(params, clear))
                .ifPresent(command -> events.publish(client.caller(), command, answer.as(EventAnswerText::published)));
    }

    private static EventCommands.Publish publication(Params params, Optional<TypingCommands.Clear> clear) {
        params.refuse("producer", "is not supported by this server");
        return new EventCommands.Publish(
                params.topic("topic"),
                params.raw("data"),
                params.optionalId("id"),
                params.optionalString("type"),
                params.optionalString("source"),
                params.optionalInteger("expectedOffset"),
                clear);
    }

    private void subscribe(Client client, Params params, Answer answer) {
        events.subscribe(client.caller(), subscription(params), answer.as(EventAnswerText::subscribed));
    }

    static EventCommands.Subscribe subscription(Params params) {
        for (String later : new String[] {"until", "filter", "durableName", "group", "ackWait"}) {
            params.refuse(later, "is not supported by this server");
        }
        return new EventCommands.Subscribe(
                params.pattern("pattern"),
                from(params, new From.Latest()),
                params.optionalOneOf("lag", Lag::named).orElse(Lag.CATCH_UP));
    }

    private void unsubscribe(Client client, Params params, Answer answer) {
        events.unsubscribe(client.caller(), params.id("subscription"), answer.asDone());
    }

    private void history(Requester client, Params params, Answer answer) {
        params.refuse("reverse", "is not supported by this server");
        EventCommands.History command =
                new EventCommands.History(params.pattern("pattern"), from(params, new From.Earliest()), (int) Math.min(
                        Integer.MAX_VALUE, params.optionalAtLeast1("limit").orElse(DEFAULT_PAGE)));
        events.history(client.caller(), command, answer.as(EventAnswerText::page));
    }

    /// `"latest"`, `"earliest"`, `{offset, epoch}` or `{last}`.
    private static From from(Params params, From otherwise) {
        if (!params.has("from")) {
            return otherwise;
        }
        if (params.raw("from").buffer().get(0) == '"') {
            return params.oneOf("from", EventCalls::named);
        }
        Params from = params.object("from");
        from.refuse("time", "is not supported by this server");
        if (from.has("last")) {
            return new From.Last((int) Math.min(Integer.MAX_VALUE, from.atLeast1("last")));
        }
        return new From.After(new Position(from.integer("epoch"), from.integer("offset")));
    }

    private static Optional<From> named(String word) {
        return switch (word) {
            case "latest" -> Optional.of(new From.Latest());
            case "earliest" -> Optional.of(new From.Earliest());
            default -> Optional.empty();
        };
    }
}
