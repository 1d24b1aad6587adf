package dev.parley.domain.typing;

import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.UserId;

/// While a user may not type in a session: from the revoke, included, to the grant, excluded.
record Ban(UserId user, SessionKey session, long from, long to) {
    boolean covers(UserId who, SessionKey where, long at) {
        return user.equals(who) && session.equals(where) && from <= at && at < to;
    }
}
