package dev.parley.testkit.simulation;

import dev.parley.application.sessions.OperationLog.Loaded;
import dev.parley.domain.json.CanonicalJson;
import dev.parley.domain.json.Json;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.sessions.SessionState;

/// The whole log, and the newest snapshot with the tail after it, must come to the same.
final class Folds {
    private Folds() {}

    static void check(String session, Ledger ledger) {
        SessionState whole = ledger.session(session).state();
        if (!(ledger.load(session) instanceof Loaded.Found(long _, var snapshot, var tail, var _))) {
            throw new Violation(session + " is not on disk");
        }
        if (snapshot.isEmpty()) {
            return;
        }
        SessionState state = SessionState.of(snapshot.get());
        for (Committed next : tail) {
            state = state.after(next);
        }
        Violation.unless(
                state.version() == whole.version()
                        && state.members().equals(whole.members())
                        && state.joinRole().equals(whole.joinRole())
                        && hash(state.document().json())
                                .equals(hash(whole.document().json())),
                "%s: snapshot and tail come to something else than the log",
                session);
    }

    static String hash(Json document) {
        return CanonicalJson.sha256Hex(document);
    }
}
