package dev.parley.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/// Where the clients of the storm are: the first half in sessions of five, the others at streams of fifty.
final class StormPlaces {
    /// Versions of each session, and events of each stream, that a client comes back to.
    static final int MISSED = 5;

    private static final int MEMBERS = 5;
    private static final int READERS = 50;

    private StormPlaces() {}

    static String session(int member) {
        return "room-" + member / MEMBERS;
    }

    static boolean isFirstOfSession(int member) {
        return member % MEMBERS == 0;
    }

    static String stream(int reader) {
        return "feed-" + reader / READERS;
    }

    static boolean isFirstOfStream(int reader) {
        return reader % READERS == 0;
    }

    /// A member of a session: the answer to the join holds the versions that it missed.
    record InSession(String session) implements Returner.Place {
        @Override
        public void enter(Client client, String since, Consumer<JsonNode> answer) {
            String from = since.isEmpty() ? "" : ",\"since\":" + since;
            client.queue("session.join", "{\"session\":\"" + session + "\"" + from + "}", answer);
        }

        @Override
        public String position(JsonNode answer) {
            return "{\"epoch\":" + answer.path("epoch") + ",\"version\":" + answer.path("version") + "}";
        }

        @Override
        public int owed(JsonNode answer) {
            int version = answer.path("version").asInt();
            if (version < 1 + MISSED) {
                throw new IllegalStateException(session + " came back at version " + version);
            }
            return 0;
        }
    }

    /// A subscriber of a stream: what it missed follows the answer.
    record AtStream(String stream) implements Returner.Place {
        @Override
        public void enter(Client client, String from, Consumer<JsonNode> answer) {
            String position = from.isEmpty() ? "" : ",\"from\":" + from;
            client.queue("events.subscribe", "{\"pattern\":\"" + stream + ".*\"" + position + "}", answer);
        }

        @Override
        public String position(JsonNode answer) {
            return "{\"epoch\":" + answer.path("epoch") + ",\"offset\":" + answer.path("offset") + "}";
        }

        @Override
        public int owed(JsonNode answer) {
            return MISSED;
        }
    }
}
