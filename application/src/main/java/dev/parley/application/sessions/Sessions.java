package dev.parley.application.sessions;

import dev.parley.application.delivery.Caller;
import dev.parley.application.lanes.Nothing;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.shared.SessionId;

/// Shared documents. Callable from any thread; routes to the session's lane. Every refusal changes nothing.
public interface Sessions {
    /// `CONFLICT` where the id is taken.
    void create(Caller by, SessionCommands.Create command, Reply<Outcome<SessionAnswers.Created>> reply);

    /// `NOT_FOUND` for what does not exist and for what the caller may not see, alike.
    void join(Caller.Connected by, SessionCommands.Join command, Reply<Outcome<SessionAnswers.Joined>> reply);

    void leave(Caller.Connected by, SessionId session, Reply<Outcome<Nothing>> reply);

    void get(Caller by, SessionId session, Reply<Outcome<SessionAnswers.Read>> reply);

    /// Acknowledged and broadcast only once durable; settled exactly once per (session, user, device, clientSeq).
    void patch(Caller by, SessionCommands.Submit command, Reply<Outcome<SessionAnswers.Acknowledged>> reply);

    /// Below the caller's own role only.
    void setRole(Caller by, SessionCommands.SetRole command, Reply<Outcome<Nothing>> reply);
}
