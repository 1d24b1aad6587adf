package dev.parley.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;

/// A client of the storm: once it has been somewhere it comes back there in one burst, `connect` and behind it
/// the join or subscription from where it was, and is served when it has all that it missed.
final class Returner {
    private final Client client;
    private final Place place;
    private String from = "";
    private int missing;
    private long served;

    /// Where a client comes back to.
    interface Place {
        /// The call that brings it there from a position.
        ///
        /// @param from empty the first time
        void enter(Client client, String from, java.util.function.Consumer<JsonNode> answer);

        /// The position that an answer tells.
        String position(JsonNode answer);

        /// How much of what was missed comes behind this answer.
        int owed(JsonNode answer);
    }

    Returner(Client client, Place place) {
        this.client = client;
        this.place = place;
    }

    Client client() {
        return client;
    }

    /// The first time: remembers the position and comes back to it from now on.
    void settle(Runnable done) {
        place.enter(client, "", answer -> {
            from = place.position(answer);
            done.run();
        });
        client.behindConnect(this::resume);
        client.flush();
    }

    /// Nobody has come back yet.
    void leave() {
        client.drop();
        served = 0;
        missing = Integer.MAX_VALUE;
    }

    private void resume() {
        place.enter(client, from, answer -> {
            missing = place.owed(answer);
            mark();
        });
    }

    /// One of the missed events came.
    void told() {
        missing--;
        mark();
    }

    private void mark() {
        if (missing <= 0 && served == 0) {
            served = System.nanoTime();
        }
    }

    boolean isServed() {
        return served != 0;
    }

    /// When it had everything.
    long servedNanos() {
        return served;
    }
}
