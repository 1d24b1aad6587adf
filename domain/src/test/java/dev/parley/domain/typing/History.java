package dev.parley.domain.typing;

import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.UserId;
import java.util.List;

/// Everything that reaches one lane's typing, to the last connection's end.
///
/// @param viewers how many look at every session
record History(List<Happening> happenings, List<Ban> bans, int viewers) {
    static boolean banned(List<Ban> bans, UserId user, SessionKey session, long at) {
        return bans.stream().anyMatch(ban -> ban.covers(user, session, at));
    }
}
