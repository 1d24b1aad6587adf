package dev.parley.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/// A contender in a comparison: its server, which runs from the first round to the last, and its clients.
final class Entrant implements AutoCloseable {
    private static final int AT_A_TIME = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    final Contender contender;
    final ClientLoop loop;
    final Tally tally = new Tally();
    final Incidents incidents = new Incidents();
    final List<Member> members;

    private final Running server;

    private Entrant(Contender contender, ClientLoop loop, Running server, int size) {
        this.contender = contender;
        this.loop = loop;
        this.server = server;
        this.members = IntStream.range(0, size)
                .mapToObj(number -> contender.member(number, tally, incidents))
                .toList();
    }

    /// Starts the server and connects the clients, a hundred at a time.
    static Entrant start(Contender contender, ClientLoop loop, Scenario.Setting setting, int size) {
        Entrant entrant = new Entrant(contender, loop, contender.start(setting), size);
        try {
            entrant.connect();
        } catch (RuntimeException failed) {
            entrant.close();
            throw failed;
        }
        return entrant;
    }

    private void connect() {
        for (int from = 0; from < members.size(); from += AT_A_TIME) {
            List<Member> some = members.subList(from, Math.min(from + AT_A_TIME, members.size()));
            some.forEach(member -> loop.open(member.receiver(), server.endpoint()));
            settle(some, "connections");
        }
    }

    /// Waits until all is answered that some members asked.
    void settle(List<Member> some, String what) {
        await(() -> some.stream().allMatch(Member::isSettled), what);
    }

    void await(BooleanSupplier done, String what) {
        try {
            loop.await(done, PATIENCE, what);
        } catch (IllegalStateException late) {
            throw new IllegalStateException(
                    contender.label() + ": " + late.getMessage() + "; " + tally.deliveries
                            + " deliveries came; incidents: " + incidents.lines(),
                    late);
        }
    }

    CpuTime cpu() {
        return CpuTime.of(server.pid());
    }

    @Override
    public void close() {
        server.close();
    }
}
