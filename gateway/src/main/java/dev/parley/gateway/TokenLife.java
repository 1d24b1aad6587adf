package dev.parley.gateway;

import dev.parley.application.access.Authenticator.Identity;
import dev.parley.application.delivery.Ending;
import dev.parley.application.lanes.Lane;
import dev.parley.application.lanes.Outcome;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import dev.parley.protocol.rpc.Params;
import dev.parley.protocol.rpc.Refusal;
import dev.parley.protocol.rpc.ReplyWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// How long the identity of one connection holds: its client is told some time before the token expires, the
/// connection ends when it has, and a new token prolongs it. One that brings other rights ends the connection too,
/// with a code that says to come back: joins and subscriptions are made anew under the new rights, from the
/// client's own positions, and nothing goes on under the old ones. One thread: the loop.
final class TokenLife {
    private static final long NANOS_PER_MILLI = 1_000_000;
    /// Longer than any connection lasts, and not too long for a timer, which counts in nanoseconds.
    private static final long FOREVER_MILLIS = Duration.ofDays(36_500).toMillis();

    private final Loop loop;
    private final Mailbox mailbox;
    private final ClientGateway gateway;
    private final List<Lane.Timer> timers = new ArrayList<>();
    private Identity identity;
    private boolean over;

    private TokenLife(Identity identity, Loop loop, Mailbox mailbox, ClientGateway gateway) {
        this.identity = identity;
        this.loop = loop;
        this.mailbox = mailbox;
        this.gateway = gateway;
    }

    static TokenLife begin(Identity identity, Loop loop, Mailbox mailbox, ClientGateway gateway) {
        TokenLife life = new TokenLife(identity, loop, mailbox, gateway);
        life.arm();
        return life;
    }

    /// For those who cannot be told of it in time, and cannot send another: ends the connection with its token.
    static Lane.Timer whenExpired(OptionalLong expiresAtMillis, Loop loop, Mailbox mailbox, ClientGateway gateway) {
        if (expiresAtMillis.isEmpty()) {
            return () -> {};
        }
        long left = left(expiresAtMillis.getAsLong(), gateway);
        return loop.after(left * NANOS_PER_MILLI, () -> mailbox.end(Ending.TOKEN_EXPIRED));
    }

    private static long left(long expiresAtMillis, ClientGateway gateway) {
        return Math.clamp(expiresAtMillis - gateway.wallClock().millis(), 0, FOREVER_MILLIS);
    }

    private void arm() {
        disarm();
        identity.expiresAtMillis().ifPresent(expires -> {
            long left = left(expires, gateway);
            long notice = Math.max(0, left - gateway.limits().tokenNoticeMillis());
            timers.add(loop.after(notice * NANOS_PER_MILLI, () -> warn(left - notice)));
        });
        timers.add(whenExpired(identity.expiresAtMillis(), loop, mailbox, gateway));
    }

    private void disarm() {
        timers.forEach(Lane.Timer::cancel);
        timers.clear();
    }

    /// The connection is over: no timer is left, and a check that is still under way starts none.
    void end() {
        over = true;
        disarm();
    }

    private void warn(long left) {
        mailbox.answer(ReplyWriter.notification(
                "token.expiring",
                out -> out.object().name("expiresInMs").number(left).end()));
    }

    /// `refreshToken {token}`. What is refused leaves the old token in force.
    void refresh(Params params, Answer answer) {
        String token;
        try {
            token = params.string("token");
        } catch (Refusal refusal) {
            answer.refused(refusal.problem());
            return;
        }
        gateway.authenticator().authenticate(token, loop.here(outcome -> {
            switch (outcome) {
                case Outcome.Done<Identity> done -> renew(done.value(), answer);
                case Outcome.Refused<Identity> refused -> answer.refused(refused.problem());
            }
        }));
    }

    private void renew(Identity fresh, Answer answer) {
        if (over) {
            return;
        }
        if (!fresh.tenant().equals(identity.tenant()) || !fresh.user().equals(identity.user())) {
            answer.refused(Problem.field(ErrorCode.FORBIDDEN, "token", "that token is another user's"));
            return;
        }
        boolean otherRights = !fresh.grants().equals(identity.grants());
        if (!otherRights) {
            identity = fresh;
            arm();
        }
        answer.result(out -> out.object().name("reconnect").bool(otherRights).end());
        if (otherRights) {
            loop.execute(() -> mailbox.end(Ending.RIGHTS_CHANGED));
        }
    }
}
