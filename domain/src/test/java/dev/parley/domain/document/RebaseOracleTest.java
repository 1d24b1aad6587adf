package dev.parley.domain.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.JsonPatches;
import dev.parley.domain.json.PatchOperation;
import dev.parley.domain.json.RandomJson;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Whole sessions of a few clients with old bases, decided by the code under test and by [SlowRebase].
///
/// `-Dparley.rebase.sessions=n` runs more, `-Dparley.rebase.seed=s` begins elsewhere.
class RebaseOracleTest {
    private static final int SESSIONS = Integer.getInteger("parley.rebase.sessions", 4_000);
    private static final long FIRST_SEED = Long.getLong("parley.rebase.seed", 1);
    private static final int PATCHES = 7;
    private static final int OPERATIONS = 4;
    private static final List<String> AUTHORS = List.of("ann", "ben", "cyd");

    /// How often each thing happened, so that a generator that stopped colliding is noticed.
    private static final class Tally {
        final Map<String, Integer> counts = new TreeMap<>();

        void count(String what) {
            counts.merge(what, 1, Integer::sum);
        }

        int of(String what) {
            return counts.getOrDefault(what, 0);
        }
    }

    @Test
    void every_patch_becomes_what_the_slow_rules_say() {
        Tally tally = new Tally();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SESSIONS; seed++) {
            new Session(seed, tally).run();
        }
        assertThat(tally.of("compared")).isGreaterThanOrEqualTo(SESSIONS * 5);
        assertThat(List.of(
                        "relocated",
                        "put back",
                        "TEST_FAILED",
                        "CREATE_IF_ABSENT",
                        "ALREADY_GONE",
                        "CONTAINER_GONE",
                        "OVERWRITTEN_SINCE"))
                .as(tally.counts.toString())
                .allSatisfy(what -> assertThat(tally.of(what)).as(what).isGreaterThan(SESSIONS / 40));
    }

    private static final class Session {
        private final long seed;
        private final Tally tally;
        private final SplittableRandom random;
        private final SlowRebase oracle;
        private final List<Document> versions = new ArrayList<>();

        Session(long seed, Tally tally) {
            this.seed = seed;
            this.tally = tally;
            this.random = new SplittableRandom(seed);
            Json first = RandomJson.dense(random).document();
            this.oracle = new SlowRebase(first);
            versions.add(Document.at(1, first));
        }

        void run() {
            for (int patch = 0; patch < PATCHES; patch++) {
                String author = AUTHORS.get(random.nextInt(AUTHORS.size()));
                if (random.nextInt(6) == 0) {
                    commitAtHead(author);
                } else {
                    compare(Math.max(1, versions.size() - random.nextInt(4)), author);
                }
            }
        }

        /// Moves and copies too, for others to be rebased over.
        private void commitAtHead(String author) {
            Document head = versions.getLast();
            JsonPatch patch = new RandomPatches(random, RandomPatches.ALL).on(head.json(), OPERATIONS);
            Supplier<String> what = () -> "seed " + seed + ": " + patch;
            keep((Rebased.Merged) rebased(head, patch, author), author, what);
        }

        private void compare(int base, String author) {
            Document seen = versions.get(base - 1);
            JsonPatch patch = new RandomPatches(random, RandomPatches.REBASED).on(seen.json(), OPERATIONS);
            Supplier<String> what = () -> "seed " + seed + ", on " + base + " of " + versions.size() + " by " + author
                    + ": " + JsonPatches.toJson(patch);
            SlowRebase.Answer expected = oracle.rebase(base, patch, author);
            tally.count("compared");
            switch (rebased(seen, patch, author)) {
                case Rebased.Merged merged -> {
                    assertThat(merged.asCommitted()).as(what).isEqualTo(expected.patch());
                    assertThat(merged.dropped()).as(what).isEqualTo(expected.dropped());
                    assertThat(expected.refusedAt()).as(what).isEqualTo(-1);
                    tally(patch, merged);
                    keep(merged, author, what);
                }
                case Rebased.Refused refused -> {
                    assertThat(refused.code()).as(what).isEqualTo(ErrorCode.TEST_FAILED);
                    assertThat(refused.index()).as(what).isEqualTo(expected.refusedAt());
                    assertThat(refused.dropped()).as(what).isEqualTo(expected.dropped());
                    tally.count(refused.code().name());
                }
            }
        }

        private void tally(JsonPatch patch, Rebased.Merged merged) {
            merged.dropped().forEach(drop -> tally.count(drop.reason().name()));
            if (merged.dropped().isEmpty() && !merged.asCommitted().equals(patch)) {
                tally.count("relocated");
            }
            if (adds(merged.asCommitted()) > adds(patch)) {
                tally.count("put back");
            }
        }

        private static long adds(JsonPatch patch) {
            return patch.operations().stream()
                    .filter(PatchOperation.Add.class::isInstance)
                    .count();
        }

        private Rebased rebased(Document base, JsonPatch patch, String author) {
            Document head = versions.getLast();
            ClientId client = new ClientId(new UserId(author), new DeviceId("d"));
            return Rebase.rebase(base, patch, head, client, head.version() + 1, DocumentLimits.DEFAULT);
        }

        private void keep(Rebased.Merged merged, String author, Supplier<String> what) {
            if (!merged.asCommitted().writes()) {
                assertThat(merged.result()).as(what).isSameAs(versions.getLast());
                return;
            }
            oracle.commit(author, merged.asCommitted());
            versions.add(merged.result());
            assertThat(merged.result().json()).as(what).isEqualTo(oracle.json(oracle.head()));
        }
    }
}
