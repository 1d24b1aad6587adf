package dev.parley.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// One publisher, a thousand subscribers of its topic: what a delivery costs when many, few or no publishes
/// can share the work.
final class FanoutScenario implements Scenario {
    private static final int SUBSCRIBERS = 1_000;
    private static final String TOPIC = "news.today";
    private static final List<Integer> IN_FLIGHT = List.of(64, 8, 1);
    private static final Map<Integer, Comparison.Target> TARGETS = Map.of(
            64, new Comparison.Target(OptionalDouble.of(1.5), OptionalDouble.of(0.1)),
            1, new Comparison.Target(OptionalDouble.of(1.1), OptionalDouble.empty()));

    private long published;

    @Override
    public String name() {
        return "fanout";
    }

    @Override
    public Section run(Setting setting) {
        List<Contender> contenders = Contenders.ofPublishing();
        Comparison comparison = new Comparison("in flight");
        try (Field field = Field.start(contenders, setting, SUBSCRIBERS + 1)) {
            field.entrants().forEach(FanoutScenario::join);
            for (int inFlight : IN_FLIGHT) {
                comparison.add(
                        Integer.toString(inFlight),
                        Rounds.of(field.entrants(), setting, (entrant, time) -> bursts(entrant, inFlight, time)),
                        targets(contenders, inFlight));
            }
            return section(comparison, Comparison.remarks(contenders, field.entrants()));
        }
    }

    private static Map<String, Comparison.Target> targets(List<Contender> contenders, int inFlight) {
        return Contenders.firstOfOurs(contenders, TARGETS.getOrDefault(inFlight, Comparison.Target.NONE));
    }

    private static void join(Entrant entrant) {
        List<Member> subscribers = entrant.members.subList(0, SUBSCRIBERS);
        subscribers.forEach(member -> member.join(TOPIC));
        entrant.settle(subscribers, "subscriptions");
    }

    private void bursts(Entrant entrant, int size, Duration time) {
        Member publisher = entrant.members.getLast();
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            long wanted = entrant.tally.deliveries + (long) size * SUBSCRIBERS;
            for (int i = 0; i < size; i++) {
                publisher.queue(TOPIC, Payload.of(++published));
            }
            publisher.flush();
            entrant.await(() -> entrant.tally.deliveries == wanted && publisher.isSettled(), wanted + " deliveries");
        }
    }

    private static Section section(Comparison comparison, List<String> remarks) {
        return new Section(
                "`fanout`: 1 publisher, 1 000 subscribers",
                "Publishes of 90 bytes; a burst is sent in one write, the next follows when the last subscriber has all"
                        + " of it. What a server puts around the payload is its own affair and in `bytes per delivery`."
                        + " Ours appends each to its log and answers the publisher before the next burst; the others"
                        + " do neither. Medians of " + Rounds.count() + " rounds, all servers in turn.",
                comparison.header(),
                comparison.rows(),
                remarks);
    }
}
