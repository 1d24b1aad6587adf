package dev.parley.application.events;

import dev.parley.application.delivery.Caller;
import dev.parley.application.lanes.Nothing;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;

/// Topics on a durable log. Callable from any thread; routes to the stream's lane.
public interface Events {
    /// Answered, and told to subscribers, only once durable.
    void publish(Caller by, EventCommands.Publish command, Reply<Outcome<EventAnswers.Published>> reply);

    /// Replay and live in one: after the reply come events in order, each once. `CONFLICT` for a pattern that this
    /// connection has already.
    void subscribe(Caller.Connected by, EventCommands.Subscribe command, Reply<Outcome<EventAnswers.Subscribed>> reply);

    void unsubscribe(Caller.Connected by, String subscription, Reply<Outcome<Nothing>> reply);

    void history(Caller by, EventCommands.History command, Reply<Outcome<EventAnswers.Page>> reply);

    /// The connection is gone; its subscriptions end.
    void ended(Caller.Connected who);
}
