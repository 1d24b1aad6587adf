package dev.parley.adapters.websocket;

import dev.parley.application.access.Authenticator;
import dev.parley.application.access.Authenticator.Identity;
import dev.parley.application.lanes.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits, on the handshake's own thread and for a limited time, for what the authenticator says of a token.
record Tokens(Authenticator authenticator, long withinMillis) {
    sealed interface Judged {
        record Good(Identity identity) implements Judged {}

        record Bad(Refusal refusal) implements Judged {}
    }

    Judged judge(String token, Refusal whenSilent) {
        CompletableFuture<Outcome<Identity>> answer = new CompletableFuture<>();
        authenticator.authenticate(token, answer::complete);
        try {
            return switch (answer.get(withinMillis, TimeUnit.MILLISECONDS)) {
                case Outcome.Done<Identity> done -> new Judged.Good(done.value());
                case Outcome.Refused<Identity> refused ->
                    new Judged.Bad(Refusal.unauthenticated(refused.problem().code()));
            };
        } catch (TimeoutException | ExecutionException silent) {
            return new Judged.Bad(whenSilent);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return new Judged.Bad(whenSilent);
        }
    }
}
