package dev.parley.domain.typing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule of typing is needed: without it, a property fails.
class TypingMutantsTest {
    @TempDir
    Path workspace = Path.of("");

    static Stream<Mutant> mutants() {
        return Stream.of(
                Mutant.of("no epoch guard", "DeviceEpochs.java", "epoch < newest || epoch <= closed", "epoch < 0"),
                Mutant.of("newest epoch is not asked", "DeviceEpochs.java", "epoch < newest || ", ""),
                Mutant.of("closed epoch is not asked", "DeviceEpochs.java", " || epoch <= closed", ""),
                Mutant.of("epochs fall", "DeviceEpochs.java", "closed = Math.max(closed, epoch)", "closed = epoch"),
                Mutant.of(
                        "a clean close removes newer leases",
                        "TypingBoard.java",
                        "context.leases().removeOlderThan(epoch + 1, device.client())",
                        "context.leases().remove(device.client())"),
                Mutant.of(
                        "an unclean close shortens newer leases",
                        "TypingBoard.java",
                        "endBy(now + timers.graceNanos(), epoch, device.client())",
                        "endBy(now + timers.graceNanos(), Long.MAX_VALUE, device.client())"),
                Mutant.of(
                        "an unclean close extends leases",
                        "Lease.java",
                        "deadline = Math.min(deadline, atTheLatest)",
                        "deadline = atTheLatest"),
                Mutant.of(
                        "an unclean close ends leases",
                        "TypingBoard.java",
                        "endBy(now + timers.graceNanos(), epoch",
                        "endBy(now, epoch"),
                leaseKeyedByUser(),
                Mutant.of(
                        "a device means something outside its user",
                        "UserLeases.java",
                        "private final Map<DeviceId, Lease> byDevice = new LinkedHashMap<>();",
                        "private static final Map<DeviceId, Lease> byDevice = new LinkedHashMap<>();"),
                Mutant.of("no stamp guard", "Track.java", "return stamp.isAfter(last);", "return true;"),
                Mutant.of(
                        "a resume undoes newer frames",
                        "Track.java",
                        "return last.epoch() >= epoch;",
                        "return last.epoch() > epoch;"),
                Mutant.of(
                        "a resume keeps what it does not list",
                        "TypingBoard.java",
                        "removeOlderThan(epoch, device.client())",
                        "removeOlderThan(0, device.client())"),
                Mutant.of("a resume is not authorised", "TypingBoard.java", "if (claim.authorised()) {", "if (true) {"),
                Mutant.of("a start is not authorised", "TypingBoard.java", "if (!authorised) {", "if (false) {"),
                Mutant.of(
                        "a refused start keeps the lease",
                        "TypingBoard.java",
                        "changed(context, context.leases().remove(device.client()), now);\n            return Verdict.UNAUTHORISED;",
                        "return Verdict.UNAUTHORISED;"),
                Mutant.of("no rate limit", "DeviceEpochs.java", "return budget.take(epoch, now);", "return true;"),
                Mutant.of(
                        "a message waits for the window",
                        "TypingBoard.java",
                        "changedForAll(context, context.leases().remove(device.client()), now);",
                        "changed(context, context.leases().remove(device.client()), now);"),
                Mutant.of(
                        "a revoke waits for the window",
                        "TypingBoard.java",
                        "changedForAll(context, context.leases().remove(user), now);",
                        "changed(context, context.leases().remove(user), now);"),
                Mutant.of("windows are not kept", "Pace.java", "sent > 0 && now < windowEnd", "false"),
                Mutant.of("hot contexts are not slowed", "Pace.java", "isHot(now) ? HOT_NANOS : 0", "0"),
                Mutant.of(
                        "names move",
                        "Telling.java",
                        "leases.standing(told.top())",
                        "leases.standing(List.of())".replace("List", "java.util.List")),
                Mutant.of("going there and back is told", "Telling.java", "standing.equals(told)", "false"),
                Mutant.of("nothing is repeated", "Telling.java", "now >= repeatAt &&", "false &&"),
                Mutant.of("a change keeps its rev", "Telling.java", "rev++;", ""),
                Mutant.of("counts are not rounded", "Standing.java", "return step;", "return users;"),
                Mutant.of(
                        "the latest typists are named",
                        "UserLeases.java",
                        "mapToLong(Lease::started).min()",
                        "mapToLong(Lease::started).max()"),
                Mutant.of(
                        "the lowest rank is shown",
                        "UserLeases.java",
                        ".min(Comparator.naturalOrder())",
                        ".max(Comparator.naturalOrder())"),
                Mutant.of(
                        "stamps are kept for ever",
                        "Track.java",
                        "device.isOpen() ? Long.MAX_VALUE : changedAt + forgetNanos",
                        "Long.MAX_VALUE"),
                Mutant.of(
                        "stamps are forgotten while the device is connected",
                        "Track.java",
                        "device.isOpen() ? Long.MAX_VALUE : changedAt + forgetNanos",
                        "changedAt + forgetNanos"),
                Mutant.of("leases do not end", "Leases.java", "changed |= user.expire(now);", ""));
    }

    private static Mutant leaseKeyedByUser() {
        return new Mutant(
                "leases are keyed by user",
                "UserLeases.java",
                List.of(
                        new Mutant.Edit("byDevice.get(device)", "byDevice.values().stream().findFirst().orElse(null)"),
                        new Mutant.Edit("return byDevice.remove(device) != null;", "byDevice.clear(); return true;")));
    }

    @ParameterizedTest
    @Timeout(60)
    @MethodSource("mutants")
    void the_properties_fail_without_it(Mutant mutant) {
        assertThatThrownBy(() -> new MutantRun(workspace).run(mutant))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("Histories.");
    }
}
