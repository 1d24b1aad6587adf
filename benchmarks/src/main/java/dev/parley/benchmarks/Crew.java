package dev.parley.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// The clients of a scenario, all connected.
final class Crew {
    private static final int AT_A_TIME = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Crew() {}

    /// Connects clients named `<prefix><number>`, a hundred at a time.
    static List<Client> connect(ClientLoop loop, String prefix, int size, Notices notices, Incidents incidents) {
        List<Client> crew = new ArrayList<>(size);
        int ready = 0;
        while (ready < size) {
            while (crew.size() < size && crew.size() < ready + AT_A_TIME) {
                String user = prefix + crew.size();
                Client next = new Client(user, loop.token(user), crew.size(), notices, incidents);
                crew.add(next);
                loop.open(next);
            }
            Client oldest = crew.get(ready);
            loop.await(oldest::isReady, PATIENCE, oldest.user() + " connected; incidents: " + incidents.lines());
            while (ready < crew.size() && crew.get(ready).isReady()) {
                ready++;
            }
        }
        return List.copyOf(crew);
    }

    /// Has every client make one call, and waits for the answers.
    static void call(ClientLoop loop, List<Client> crew, String method, BiFunction<Client, Integer, String> params) {
        int[] answered = {0};
        for (Client client : crew) {
            client.call(method, params.apply(client, client.number()), result -> answered[0]++);
        }
        loop.await(() -> answered[0] == crew.size(), PATIENCE, "all answers to " + method);
    }

    /// One call of one client, waited for.
    static void ask(ClientLoop loop, Client client, String method, String params) {
        ask(loop, client, method, params, result -> {});
    }

    static void ask(
            ClientLoop loop,
            Client client,
            String method,
            String params,
            Consumer<com.fasterxml.jackson.databind.JsonNode> then) {
        boolean[] answered = {false};
        client.call(method, params, result -> {
            then.accept(result);
            answered[0] = true;
        });
        loop.await(() -> answered[0], PATIENCE, "an answer to " + method);
    }
}
