package dev.parley.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// Many small rooms: what a delivery costs where little or nothing can be shared. Open loop.
final class RoomsScenario implements Scenario {
    private static final int MEMBERS = 2_000;
    private static final int SPARE_FILES = 500;
    private static final List<Integer> SIZES = List.of(2, 10);

    /// When the rooms have their turns.
    private enum Times {
        /// Evenly: the server is hardly ever busy, and what wakes it up weighs most.
        SPREAD,
        /// All rooms at once: the server is busy and has what all of them send before it.
        AT_ONCE;

        long offset(long period, int room, int rooms) {
            return this == SPREAD ? period * room / rooms : 0;
        }

        String wording() {
            return this == SPREAD ? "spread" : "at once";
        }
    }

    private static final long SECOND = 1_000_000_000;

    /// Of each room: a typing context that speaks more than four times a second is slowed down by design.
    private static final int CHANGES_PER_SECOND = 3;

    private static final Map<Integer, Comparison.Target> TARGETS =
            Map.of(2, new Comparison.Target(OptionalDouble.of(1.4), OptionalDouble.of(0.7)));

    private long published;

    @Override
    public String name() {
        return "rooms";
    }

    @Override
    public Section run(Setting setting) {
        List<Contender> contenders = Contenders.ofRooms();
        int files = contenders.size() * MEMBERS + SPARE_FILES;
        if (Machine.openFiles() < files) {
            throw new IllegalStateException("rooms needs " + files + " open files but may have " + Machine.openFiles()
                    + "; run `ulimit -n " + files + "` in this shell first, or name fewer servers in PEERS");
        }
        Comparison comparison = new Comparison("rooms");
        List<String> remarks = new ArrayList<>();
        for (int size : SIZES) {
            remarks.addAll(compare(contenders, setting, size, comparison));
        }
        return section(comparison, remarks.stream().distinct().toList());
    }

    private List<String> compare(List<Contender> contenders, Setting setting, int size, Comparison comparison) {
        try (Field field = Field.start(contenders, setting, MEMBERS)) {
            field.entrants().forEach(entrant -> join(entrant, size));
            for (Times times : Times.values()) {
                comparison.add(
                        MEMBERS / size + " of " + size + ", " + times.wording(),
                        Rounds.of(field.entrants(), setting, (entrant, time) -> turns(entrant, size, times, time)),
                        targets(contenders, size));
            }
            return Comparison.remarks(contenders, field.entrants());
        }
    }

    private static Map<String, Comparison.Target> targets(List<Contender> contenders, int size) {
        return Contenders.firstOfOurs(contenders, TARGETS.getOrDefault(size, Comparison.Target.NONE));
    }

    private static void join(Entrant entrant, int size) {
        for (int i = 0; i < MEMBERS; i += size) {
            entrant.members.get(i).found(topic(i / size));
        }
        entrant.settle(entrant.members, "rooms");
        for (int i = 0; i < MEMBERS; i++) {
            entrant.members.get(i).join(topic(i / size));
        }
        entrant.settle(entrant.members, "members");
    }

    private static String topic(int room) {
        return "room-" + room + ".all";
    }

    /// The members of each room publish in turn.
    private void turns(Entrant entrant, int size, Times times, Duration time) {
        int rooms = MEMBERS / size;
        long start = System.nanoTime();
        long period = SECOND / CHANGES_PER_SECOND;
        OpenLoop timetable = new OpenLoop(entrant.loop);
        for (int room = 0; room < rooms; room++) {
            String topic = topic(room);
            List<Member> members = entrant.members.subList(room * size, (room + 1) * size);
            int[] turn = {0};
            timetable.every(start + times.offset(period, room, rooms), period, intended -> {
                Member member = members.get(turn[0]++ % size);
                member.queue(topic, Payload.of(++published));
                member.flush();
            });
        }
        timetable.runUntil(start + time.toNanos());
    }

    private static Section section(Comparison comparison, List<String> remarks) {
        return new Section(
                "`rooms`: 2 000 members in rooms of 2 and of 10",
                "Open loop, " + CHANGES_PER_SECOND + " messages/s in each room from its members in turn, each to all"
                        + " members, the sender included: " + CHANGES_PER_SECOND * MEMBERS + " deliveries/s are due."
                        + " `spread`: the rooms have their turns one after another; `at once`: all together. Payloads have 90 bytes. Ours twice: `typing` starts and"
                        + " stops, which nobody else stores either, with the targets; and durable publishes, each"
                        + " room its own stream, with the append and the answer to the publisher in the figure. Medians"
                        + " of " + Rounds.count() + " rounds, all servers in turn.",
                comparison.header(),
                comparison.rows(),
                remarks);
    }
}
