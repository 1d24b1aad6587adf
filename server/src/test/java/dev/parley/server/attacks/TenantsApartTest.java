package dev.parley.server.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.RunningServer;
import dev.parley.server.attacks.TenantScript.Step;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Two tenants whose sessions, streams, users, devices and event ids have the same names, in random interleavings:
/// what every connection hears is what it hears where its tenant is alone.
///
/// `-Dparley.tenantSeeds=N` says how many interleavings, `-Dparley.seed=N` replays one.
class TenantsApartTest {
    private static final int USUAL_SEEDS = 12;
    private static final int STEPS = 80;
    private static final Map<String, String> ONE_READER = Map.of("store.readers", "1");
    /// A property about silence would prove nothing.
    private static final String[] SOURCES = {" answers", " session s0", " typing s0", " event ", " closed"};

    @Test
    void each_hears_what_it_hears_alone() {
        Long only = Long.getLong("parley.seed");
        LongStream seeds = only == null
                ? LongStream.rangeClosed(1, Integer.getInteger("parley.tenantSeeds", USUAL_SEEDS))
                : LongStream.of(only);
        String heard = seeds.mapToObj(TenantsApartTest::check).collect(Collectors.joining());
        assertThat(heard).as("what the scripts make heard").contains(SOURCES);
    }

    private static String check(long seed) {
        List<Step> ours = TenantScript.of(new Random(seed * 2), "ours", STEPS);
        List<Step> theirs = TenantScript.of(new Random(seed * 2 + 1), "theirs", STEPS);
        try (RunningServer server = Keyring.serve(ONE_READER);
                TenantRun we = new TenantRun(server, "acme");
                TenantRun they = new TenantRun(server, "emca")) {
            interleave(new Random(seed), we, ours, they, theirs);
            Map<String, List<String>> alone = alone("acme", ours);
            assertSame(seed, we.finished(), alone, "theirs");
            assertSame(seed, they.finished(), alone("emca", theirs), "ours");
            return alone.keySet().toString();
        } catch (RuntimeException failure) {
            throw new AssertionError("seed " + seed + ", replay with -Dparley.seed=" + seed, failure);
        }
    }

    /// Steps of one, of the other, or of both at once.
    private static void interleave(Random random, TenantRun we, List<Step> ours, TenantRun they, List<Step> theirs) {
        Queue<Step> our = new ArrayDeque<>(ours);
        Queue<Step> their = new ArrayDeque<>(theirs);
        while (!our.isEmpty() || !their.isEmpty()) {
            boolean weMove = !our.isEmpty() && (their.isEmpty() || random.nextInt(3) > 0);
            boolean theyMove = !their.isEmpty() && (!weMove || random.nextBoolean());
            if (weMove) {
                we.send(our.element());
            }
            if (theyMove) {
                they.send(their.element());
                they.settle(their.remove());
            }
            if (weMove) {
                we.settle(our.remove());
            }
        }
    }

    private static Map<String, List<String>> alone(String tenant, List<Step> steps) {
        try (RunningServer server = Keyring.serve(ONE_READER);
                TenantRun run = new TenantRun(server, tenant)) {
            for (Step step : steps) {
                run.send(step);
                run.settle(step);
            }
            return run.finished();
        }
    }

    private static void assertSame(
            long seed, Map<String, List<String>> together, Map<String, List<String>> alone, String foreignMark) {
        String replay = "seed " + seed + ", replay with -Dparley.seed=" + seed;
        assertThat(together.toString()).as(replay).doesNotContain("\"" + foreignMark);
        assertThat(together.keySet()).as(replay).isEqualTo(alone.keySet());
        alone.forEach((source, heard) ->
                assertThat(together.get(source)).as("%s: %s", replay, source).isEqualTo(heard));
    }
}
