package dev.parley.gateway;

import dev.parley.application.core.Parley;
import dev.parley.application.sessions.SessionCommands;
import dev.parley.application.sessions.Sessions;
import dev.parley.application.typing.Typing;
import dev.parley.application.typing.TypingCommands;
import dev.parley.domain.access.Role;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.PatchLimits;
import dev.parley.domain.sessions.Mode;
import dev.parley.domain.shared.SessionId;
import dev.parley.domain.shared.UserId;
import dev.parley.protocol.rpc.Params;
import java.util.Map;
import java.util.Optional;

/// `session.*`
final class SessionCalls {
    private final Sessions sessions;
    private final Typing typing;
    private final PatchLimits patches;

    SessionCalls(Parley core, PatchLimits patches) {
        this.sessions = core.sessions();
        this.typing = core.typing();
        this.patches = patches;
    }

    Map<String, Call<Requester>> methods() {
        return Map.of(
                "session.create", this::create,
                "session.get", this::get,
                "session.patch", this::patch,
                "session.setRole", this::setRole);
    }

    Map<String, Call<Client>> methodsOfConnections() {
        return Map.of("session.join", this::join, "session.leave", this::leave);
    }

    private void create(Requester client, Params params, Answer answer) {
        params.refuse("schema", "is not supported by this server");
        params.refuse("settings", "is not supported by this server");
        SessionCommands.Create command = new SessionCommands.Create(
                params.optionalSession("session"),
                params.optionalJson("document").orElse(JsonObject.EMPTY),
                params.optionalOneOf("joinRole", SessionCalls::joinRole));
        sessions.create(client.caller(), command, answer.as(SessionAnswerText::created));
    }

    private static Optional<SessionCommands.JoinRole> joinRole(String word) {
        return switch (word) {
            case "none" -> Optional.of(new SessionCommands.JoinRole(Optional.empty()));
            case "viewer", "editor" -> Optional.of(new SessionCommands.JoinRole(Role.named(word)));
            default -> Optional.empty();
        };
    }

    private void join(Client client, Params params, Answer answer) {
        SessionId session = params.session("session");
        Optional<SessionCommands.Since> since = params.optionalObject("since")
                .map(from -> new SessionCommands.Since(
                        from.integer("epoch"),
                        from.integer("version"),
                        from.optionalBool("pending").orElse(false)));
        sessions.join(
                client.caller(),
                new SessionCommands.Join(session, since),
                answer.as((out, joined) -> SessionAnswerText.joined(out, session, joined)));
    }

    private void leave(Client client, Params params, Answer answer) {
        sessions.leave(client.caller(), params.session("session"), answer.asDone());
    }

    private void get(Requester client, Params params, Answer answer) {
        sessions.get(client.caller(), params.session("session"), answer.as(SessionAnswerText::read));
    }

    private void patch(Requester client, Params params, Answer answer) {
        SessionId session = params.session("session");
        Optional<TypingCommands.Clear> clear = TypingCalls.clearing(client, params, Optional.of(session));
        TypingCalls.readOrClear(typing, client, clear, answer, () -> submit(session, params, clear))
                .ifPresent(command ->
                        sessions.patch(client.caller(), command, answer.as(SessionAnswerText::acknowledged)));
    }

    private SessionCommands.Submit submit(SessionId session, Params params, Optional<TypingCommands.Clear> clear) {
        return new SessionCommands.Submit(
                session,
                params.integer("epoch"),
                params.integer("baseVersion"),
                params.atLeast1("clientSeq"),
                params.patch("patch", patches),
                params.optionalOneOf("mode", SessionCalls::mode).orElse(Mode.MERGE),
                clear);
    }

    private static Optional<Mode> mode(String word) {
        return switch (word) {
            case "merge" -> Optional.of(Mode.MERGE);
            case "strict" -> Optional.of(Mode.STRICT);
            case "exact" -> Optional.of(Mode.EXACT);
            default -> Optional.empty();
        };
    }

    /// `session.setRole {session, user, role}`: `none` takes the membership away.
    private void setRole(Requester client, Params params, Answer answer) {
        SessionCommands.SetRole command = new SessionCommands.SetRole(
                params.session("session"),
                new UserId(params.string("user")),
                params.oneOf("role", SessionCalls::memberRole).role());
        sessions.setRole(client.caller(), command, answer.asDone());
    }

    private static Optional<SessionCommands.JoinRole> memberRole(String word) {
        return word.equals("none")
                ? Optional.of(new SessionCommands.JoinRole(Optional.empty()))
                : Role.named(word).map(role -> new SessionCommands.JoinRole(Optional.of(role)));
    }
}
