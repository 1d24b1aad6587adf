package dev.parley.benchmarks;

import java.util.ArrayList;
import java.util.List;

/// A thousand rooms of two: what a delivery costs where nothing can be shared. Open loop.
final class RoomsScenario implements Scenario {
    private static final int ROOMS = 1_000;
    private static final long SECOND = 1_000_000_000;

    /// Three in each room: a context that speaks more than four times a second is slowed down by design.
    private static final int TYPING_PER_SECOND = 3_000;

    private static final int PUBLISHES_PER_SECOND = 500;

    private long delivered;

    /// What one member does at its turn.
    private interface Turn {
        void take(Client client, long number);
    }

    @Override
    public String name() {
        return "rooms";
    }

    @Override
    public Section run(Setting setting) {
        Incidents incidents = new Incidents();
        List<List<String>> rows = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(setting.jar());
                ClientLoop loop = new ClientLoop(server.url())) {
            List<Client> members =
                    Crew.connect(loop, "m", 2 * ROOMS, (client, buffer, at, length) -> delivered++, incidents);
            prepare(loop, members);
            rows.add(row("typing", server, loop, setting, members, TYPING_PER_SECOND, RoomsScenario::type));
            rows.add(row("publish", server, loop, setting, members, PUBLISHES_PER_SECOND, RoomsScenario::publish));
        }
        List<String> header = new ArrayList<>(List.of("what", "changes/s"));
        header.addAll(Deliveries.HEADER);
        return new Section(
                "`rooms`: 1 000 rooms of 2",
                "Open loop. `typing`: the members start and stop in turn, each frame goes to both. `publish`: in turn"
                        + " they publish durably what the other is subscribed to, each room its own stream; one delivery"
                        + " and one answer each, only the delivery is counted.",
                header,
                rows,
                incidents.lines());
    }

    private static void prepare(ClientLoop loop, List<Client> members) {
        List<Client> first = members.stream().filter(m -> m.number() % 2 == 0).toList();
        Crew.call(loop, first, "session.create", (client, n) -> session(n));
        Crew.call(loop, members, "session.join", (client, n) -> session(n));
        Crew.call(loop, members, "events.subscribe", (client, n) -> "{\"pattern\":\"" + topic(n ^ 1) + "\"}");
    }

    private static String session(int member) {
        return "{\"session\":\"room-" + member / 2 + "\"}";
    }

    private static String topic(int member) {
        return "room-" + member / 2 + ".from-" + member % 2;
    }

    private static void type(Client client, long number) {
        client.notify(number / 2 % 2 == 0 ? "typing.start" : "typing.stop", session(client.number()));
    }

    private static void publish(Client client, long number) {
        client.call(
                "events.publish",
                "{\"topic\":\"" + topic(client.number()) + "\",\"data\":{\"text\":\"Hello there\",\"n\":" + number
                        + "}}",
                result -> {});
    }

    private List<String> row(
            String what,
            ServerProcess server,
            ClientLoop loop,
            Setting setting,
            List<Client> members,
            int perSecond,
            Turn turn) {
        OpenLoop timetable = new OpenLoop(loop);
        long start = System.nanoTime();
        long period = SECOND * ROOMS / perSecond;
        for (int room = 0; room < ROOMS; room++) {
            List<Client> pair = members.subList(2 * room, 2 * room + 2);
            long[] number = {0};
            timetable.every(start + period * room / ROOMS, period, intended -> {
                turn.take(pair.get((int) (number[0] % 2)), number[0]);
                number[0]++;
            });
        }
        timetable.runUntil(start + setting.warmUp().toNanos());
        Deliveries deliveries = new Deliveries(server, delivered);
        timetable.runUntil(System.nanoTime() + setting.measured().toNanos());
        List<String> cells = new ArrayList<>(List.of(what, Integer.toString(perSecond)));
        cells.addAll(deliveries.cells(delivered));
        return cells;
    }
}
