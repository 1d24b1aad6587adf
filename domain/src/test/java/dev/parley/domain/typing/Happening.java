package dev.parley.domain.typing;

import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.UserId;
import java.util.List;

/// One thing that reaches a lane's typing, in the order in which it does.
///
/// `at` is in nanoseconds.
sealed interface Happening {
    long at();

    record Started(long at, Device device, Stamp stamp, ContextKey where, TypingKind kind, boolean authorised)
            implements Happening {}

    record Stopped(long at, Device device, Stamp stamp, ContextKey where) implements Happening {}

    record Sent(long at, Device device, Stamp stamp, ContextKey where) implements Happening {}

    record Opened(long at, Device device, long epoch) implements Happening {}

    record Resumed(long at, Device device, long epoch, List<Claim> claims) implements Happening {}

    record Closed(long at, Device device, long epoch, boolean clean) implements Happening {}

    record Left(long at, Device device, long epoch, SessionKey session) implements Happening {}

    record Revoked(long at, UserId user, SessionKey session) implements Happening {}

    /// Does it to the real thing.
    default void to(TypingBoard board) {
        switch (this) {
            case Started it -> board.start(it.device(), it.stamp(), it.where(), it.kind(), it.authorised(), at());
            case Stopped it -> board.stop(it.device(), it.stamp(), it.where(), at());
            case Sent it -> board.message(it.device(), it.stamp(), it.where(), at());
            case Opened it -> board.open(it.device(), it.epoch(), at());
            case Resumed it -> board.resume(it.device(), it.epoch(), it.claims(), at());
            case Closed it -> board.close(it.device(), it.epoch(), it.clean(), at());
            case Left it -> board.leave(it.device(), it.epoch(), it.session(), at());
            case Revoked it -> board.revoke(it.user(), it.session(), at());
        }
    }
}
