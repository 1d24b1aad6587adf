package dev.parley.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The simulation sees what it is there to see.
class PlantedBugTest {
    private static final int ENOUGH_SEEDS = 300;

    @TestFactory
    List<DynamicTest> a_planted_bug_is_found() {
        return EnumSet.complementOf(EnumSet.of(PlantedBug.NONE)).stream()
                .map(bug -> DynamicTest.dynamicTest(bug.name(), () -> find(bug)))
                .toList();
    }

    private static void find(PlantedBug bug) {
        assertThat(Seeds.firstFailure(LongStream.rangeClosed(1, ENOUGH_SEEDS), bug))
                .as("%s within %d seeds", bug, ENOUGH_SEEDS)
                .isPresent();
    }
}
