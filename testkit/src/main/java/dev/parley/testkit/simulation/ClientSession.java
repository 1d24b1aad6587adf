package dev.parley.testkit.simulation;

import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// A client's conversation about one document: join, one patch in flight, what is made meanwhile waits.
final class ClientSession {
    private static final List<String> OUT_OF_REACH = List.of("EPOCH_CHANGED", "INVALID_VERSION", "STALE_BASE");
    private static final long RETRY_MILLIS = 500;

    private final SimulatedClient client;
    private final String session;
    private final ClientTyping typing;
    private final Plan plan;
    private final Replica replica;
    private boolean wanted = true;
    private boolean joined;
    private boolean joining;
    private boolean sending;
    /// The `clientSeq` that was answered last on this connection.
    private long settled;
    private int edits;

    ClientSession(SimulatedClient client, String session, ClientTyping typing, Plan plan) {
        this.client = client;
        this.session = session;
        this.typing = typing;
        this.plan = plan;
        this.replica = new Replica(client.toString());
    }

    boolean isJoined() {
        return joined;
    }

    boolean isJoining() {
        return joining;
    }

    Replica replica() {
        return replica;
    }

    void down() {
        joined = false;
        joining = false;
        sending = false;
        settled = 0;
    }

    /// After every (re)connect.
    void resume() {
        if (wanted && !joined && !joining) {
            join(replica.since());
        }
    }

    private void join(Optional<JsonObject> since) {
        joining = true;
        Params params = Params.of("session", session);
        since.ifPresent(from -> params.with("since", from));
        client.ask("session.join", params, response -> {
            switch (response) {
                case Response.Done(Fields answer) -> enter(answer);
                case Response.Refused refused -> notJoined(refused, since.isPresent());
                case Response.Lost _ -> joining = false;
            }
        });
    }

    private void enter(Fields answer) {
        joining = false;
        joined = true;
        replica.joined(answer);
        pump();
    }

    private void notJoined(Response.Refused refused, boolean since) {
        joining = false;
        if (refused.code().equals("NOT_FOUND")) {
            create();
        } else if (since && OUT_OF_REACH.contains(refused.code())) {
            replica.giveUp();
            join(Optional.empty());
        } else {
            client.later(RETRY_MILLIS, this::resume);
        }
    }

    private void create() {
        joining = true;
        Params params = Params.of("session", session)
                .with("document", RandomEdits.DOCUMENT)
                .with("joinRole", plan.joinRole().wireName());
        client.ask("session.create", params, response -> {
            joining = false;
            switch (response) {
                case Response.Done _ -> resume();
                case Response.Refused _ -> client.later(RETRY_MILLIS, this::resume);
                case Response.Lost _ -> {}
            }
        });
    }

    void leave() {
        wanted = false;
        typing.stop();
        if (joined) {
            joined = false;
            client.ask("session.leave", Params.of("session", session), _ -> {});
        }
    }

    void comeBack() {
        wanted = true;
        if (client.isLive()) {
            resume();
        }
    }

    /// A version by somebody else.
    void changed(Fields change) {
        if (joined && !replica.advance(change)) {
            throw new Violation(client + ": a version is missing before " + change.json());
        }
    }

    /// An edit on what is shown, online or not.
    void edit() {
        if (replica.isReady()) {
            String token = client + "-" + session + "-" + ++edits;
            replica.edit(RandomEdits.edit(client.dice(), replica.shown(), token));
            pump();
        }
    }

    private void pump() {
        if (!joined || sending) {
            return;
        }
        replica.next().ifPresent(patch -> {
            sending = true;
            Params params = Params.of("session", session)
                    .with("epoch", replica.epoch())
                    .with("baseVersion", patch.base())
                    .with("clientSeq", patch.clientSeq())
                    .with("patch", new JsonArray(patch.operations()));
            if (patch.strict()) {
                params.with("mode", "strict");
            }
            JsonObject verbatim = params.json();
            JsonObject first =
                    typing.cleared() ? params.with("typing", JsonObject.EMPTY).json() : verbatim;
            long seq = patch.clientSeq();
            client.send("session.patch", first, response -> answered(seq, response));
            if (!patch.strict() && client.resends()) {
                client.send("session.patch", verbatim, response -> resendAnswered(seq, response));
            }
        });
    }

    /// Counts where the first send was refused for now and this one was taken: its author is told of the version by
    /// this answer and by nothing else.
    private void resendAnswered(long seq, Response response) {
        if (response instanceof Response.Done) {
            answered(seq, response);
        }
    }

    private void answered(long seq, Response response) {
        if (seq > settled) {
            heard(seq, response);
        }
    }

    private void heard(long seq, Response response) {
        switch (response) {
            // Who has left meanwhile misses versions before it: he asks again when he is back.
            case Response.Done _ when !joined -> sending = false;
            case Response.Done(Fields answer) -> {
                settled = seq;
                sending = false;
                replica.acknowledged(answer);
                pump();
            }
            case Response.Refused refused
            when refused.retryable() && !refused.code().equals("CONFLICT") ->
                client.later(Math.min(RETRY_MILLIS, refused.retryAfterMillis()), () -> {
                    if (seq > settled) {
                        sending = false;
                        pump();
                    }
                });
            case Response.Refused refused -> {
                settled = seq;
                sending = false;
                if (!refused.retryable() && !refused.code().equals("NOT_FOUND")) {
                    client.judge().refused(session, replica.tokens());
                }
                replica.refused();
                if (OUT_OF_REACH.contains(refused.code())) {
                    joined = false;
                    resume();
                } else {
                    pump();
                }
            }
            case Response.Lost _ -> sending = false;
        }
    }

    void read() {
        client.ask("session.get", Params.of("session", session), _ -> {});
    }

    void grant(String user, String role) {
        client.ask(
                "session.setRole",
                Params.of("session", session).with("user", user).with("role", role),
                _ -> {});
    }

    Optional<String> waitsFor(Ledger ledger) {
        SessionHistory history = ledger.session(session);
        if (!joined) {
            return Optional.of("joining " + session);
        }
        if (replica.isPending()) {
            return Optional.of("its patch in " + session);
        }
        return replica.version() == history.head()
                ? Optional.empty()
                : Optional.of("version " + history.head() + " of " + session + ", is at " + replica.version());
    }
}
