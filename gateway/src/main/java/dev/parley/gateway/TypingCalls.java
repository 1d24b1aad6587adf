package dev.parley.gateway;

import dev.parley.application.lanes.Nothing;
import dev.parley.application.typing.Typing;
import dev.parley.application.typing.TypingCommands;
import dev.parley.domain.typing.TypingKind;
import dev.parley.protocol.rpc.Params;
import dev.parley.protocol.rpc.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// `typing.*`, and the `typing` member of a publish or patch.
final class TypingCalls {
    private static final int MAX_RESUMED = 64;

    private final Typing typing;

    TypingCalls(Typing typing) {
        this.typing = typing;
    }

    /// Both: a lease belongs to a connection, so without one there is nothing to stop either.
    Map<String, Call<Client>> methodsOfConnections() {
        return Map.of("typing.start", this::start, "typing.stop", this::stop);
    }

    private void start(Client client, Params params, Answer answer) {
        TypingCommands.Start command = new TypingCommands.Start(
                params.session("session"), scope(params), kind(params), client.typingSeq(params));
        typing.start(client.caller(), command, answer.asDone());
    }

    private void stop(Client client, Params params, Answer answer) {
        TypingCommands.Stop command =
                new TypingCommands.Stop(params.session("session"), scope(params), client.typingSeq(params));
        typing.stop(client.caller(), command, answer.asDone());
    }

    /// `typing: {session?, scope?, seq?}` of a call, where it has one.
    ///
    /// @param session names the session where the member itself does not have to
    static Optional<TypingCommands.Clear> clearing(
            Requester client, Params params, Optional<dev.parley.domain.shared.SessionId> session) {
        return params.optionalObject("typing")
                .map(member -> new TypingCommands.Clear(
                        session.isPresent() ? session.get() : member.session("session"),
                        scope(member),
                        client.typingSeq(member)));
    }

    /// Reads the rest of a call; where that is refused, typing is cleared all the same before the refusal goes out.
    ///
    /// @return empty where the call is answered already
    static <T> Optional<T> readOrClear(
            Typing typing, Requester client, Optional<TypingCommands.Clear> clear, Answer answer, Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (Refusal refusal) {
            if (clear.isEmpty()) {
                throw refusal;
            }
            typing.clear(client.caller(), clear.get(), (Nothing cleared) -> answer.refused(refusal.problem()));
            return Optional.empty();
        }
    }

    /// `resume.typing` of `connect`.
    static TypingCommands.Resume resumed(Params params) {
        List<TypingCommands.Resume.Context> contexts = params.optionalObjects("typing", MAX_RESUMED).stream()
                .map(context ->
                        new TypingCommands.Resume.Context(context.session("session"), scope(context), kind(context)))
                .toList();
        return new TypingCommands.Resume(contexts);
    }

    private static TypingKind kind(Params params) {
        return params.optionalOneOf("kind", TypingKind::named).orElse(TypingKind.TYPING);
    }

    /// Only the session as a whole so far.
    private static String scope(Params params) {
        String scope = params.optionalString("scope").orElse("");
        if (!scope.isEmpty()) {
            throw params.refusal("scope", "must be empty: this server has no narrower scopes");
        }
        return scope;
    }
}
