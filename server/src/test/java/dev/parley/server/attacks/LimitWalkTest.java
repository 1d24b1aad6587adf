package dev.parley.server.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Documents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Walks the table of `docs/limits.md`: every limit is passed over a real socket, and what is seen is what the table
/// says; or it is named here, with the test that passes it from inside.
class LimitWalkTest {
    /// Limits that cannot be passed from outside, or whose passing shows nothing there.
    private static final Map<String, String> INSIDE = Map.ofEntries(
            Map.entry("SessionSettings window.always", "RecentVersionsTest.the_last_ones_are_kept_whatever_their_age"),
            Map.entry(
                    "SessionSettings window.most",
                    "RecentVersionsTest.more_are_kept_while_they_are_young_up_to_a_limit"),
            Map.entry(
                    "SessionSettings window.youngNanos",
                    "RecentVersionsTest.more_are_kept_while_they_are_young_up_to_a_limit"),
            Map.entry("SessionSettings snapshots.tailChanges", "SnapshotPolicyTest.many_changes_are_enough"),
            Map.entry(
                    "SessionSettings snapshots.tailBytes",
                    "SnapshotPolicyTest.many_bytes_are_enough_unless_the_last_snapshot_was_larger"),
            Map.entry(
                    "SessionSettings snapshots.pauseNanos",
                    "SnapshotPolicyTest.one_at_a_time_and_not_in_quick_succession"),
            Map.entry(
                    "SessionSettings idle",
                    "LoadingTest.an_idle_session_is_put_away_with_a_snapshot_and_comes_back_the_same"),
            Map.entry("SessionSettings retry", "FailingStoreTest.what_turns_out_stored_is_told_once_and_acknowledged"),
            Map.entry(
                    "SessionSettings largeBytes",
                    "JoiningTest.what_becomes_durable_while_a_large_document_is_made_ready_follows_the_answer"),
            Map.entry(
                    "TypingTimers sweepMillis",
                    "DeadlineRingTest.a_late_sweep_takes_everything_in_the_order_of_its_ticks"),
            Map.entry(
                    "EventLimits historyReads",
                    "HistoryTest.what_the_reader_may_not_see_is_left_out_and_looked_past_in_bounds"),
            Map.entry("EventLimits idleMillis", "LoadingTest.a_stream_that_nobody_uses_is_unloaded_and_loaded_again"),
            Map.entry("EventLimits replayPage", "CatchUpTest.a_long_replay_comes_in_slices_that_wait_for_the_reader"),
            Map.entry("EventLimits replaySliceBytes", "CatchUpTest.large_events_come_in_smaller_slices"),
            Map.entry("EventLimits retryMillis", "CatchUpTest.a_replay_waits_for_a_store_that_cannot_be_read"),
            Map.entry("EventLimits sweepMillis", "RetainingTest.only_the_young_are_kept_by_age"),
            Map.entry(
                    "Sqlite lock wait",
                    "LockedTest.a_sqlite_that_another_program_locks_refuses_writes_until_it_lets_go"),
            Map.entry("HealthSettings storeWithinMillis", "StoreReadinessTest.a_silent_store_is_not_ready"),
            Map.entry("HealthSettings storeEveryMillis", "StoreReadinessTest.an_answer_holds_for_a_while"),
            Map.entry(
                    "ShutdownSettings spreadMillis",
                    "RollingRestartTest.clients_are_told_to_go_one_after_the_other_and_when_to_come_back"),
            Map.entry("ShutdownSettings graceMillis", "RollingRestartTest.who_does_not_go_is_cut_off"),
            Map.entry(
                    "ReconnectHint reconnect hint",
                    "RollingRestartTest.clients_are_told_to_go_one_after_the_other_and_when_to_come_back"),
            Map.entry("LogSettings messageCharacters", "LogLinesTest.what_is_too_long_is_cut"),
            Map.entry("LogSettings traceCharacters", "LogLinesTest.what_is_too_long_is_cut"),
            Map.entry("HttpSettings answerWithinMillis", "PatienceTest.a_resource_without_an_answer_is_unavailable"),
            Map.entry(
                    "HttpSettings heartbeatMillis",
                    "SseTest.a_quiet_stream_beats_and_outlives_the_listeners_deadlines"));

    /// Limits that no test passes on its own so far, and why.
    private static final Map<String, String> NOWHERE = Map.ofEntries(
            Map.entry("WebSocketSettings authenticateWithinMillis", "no authenticator of this server takes time"),
            Map.entry("HttpSettings authenticateWithinMillis", "no authenticator of this server takes time"),
            Map.entry("SentBases remembered bases", "needs ten thousand patches"),
            Map.entry("SQLite's WAL frames", "the database's own"),
            Map.entry("Sqlite WAL file", "the database's own"),
            Map.entry("Sqlite page cache", "the database's own"),
            Map.entry("the event, change, snapshot row", "the database's own"),
            Map.entry("Findings findings", "needs a thousand damaged records"),
            Map.entry("ListenerSettings backlog", "the kernel's own"),
            Map.entry("ListenerSettings sendBufferBytes", "the kernel's own"),
            Map.entry("TypingTimers forgetMillis", "only memory is saved"),
            Map.entry("EventLimits recentEvents", "only memory is saved"),
            Map.entry("EventLimits recentBytes", "only memory is saved"),
            Map.entry("StoreSettings maxBatchRows", "the next transaction takes the rest"),
            Map.entry("StoreSettings maxBatchBytes", "the next transaction takes the rest"),
            Map.entry("StoreSettings readers", "a number of threads"),
            Map.entry("StoreSettings maxPageRows", "the reader asks on"),
            Map.entry("StoreSettings maxPageBytes", "the reader asks on"),
            Map.entry("StoreSettings reopenMillis", "needs a broken database"));

    static Stream<Trip> trips() {
        return Stream.of(RequestTrips.all(), ConnectionTrips.all(), FeatureTrips.all(), HttpTrips.all())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("trips")
    void passing_it_does_what_the_table_says(Trip trip) throws IOException {
        assertThat(table()).containsKey(trip.row());
        String said = table().get(trip.row());
        Optional<String> counted =
                Optional.ofNullable(counted().get(trip.row())).filter(name -> !name.equals(Trip.NOTHING));
        assertThat(said).as("past %s", trip.row()).contains(trip.seen(counted));
    }

    @Test
    void every_row_is_passed_somewhere() {
        Set<String> passed = new TreeSet<>(INSIDE.keySet());
        passed.addAll(NOWHERE.keySet());
        trips().forEach(trip -> passed.add(trip.row()));
        assertThat(passed).containsExactlyInAnyOrderElementsOf(table().keySet());
    }

    @Test
    void a_limit_is_passed_in_one_place() {
        trips().forEach(trip -> assertThat(INSIDE).doesNotContainKey(trip.row()));
        assertThat(NOWHERE).doesNotContainKeys(INSIDE.keySet().toArray(new String[0]));
    }

    @Test
    void the_tests_that_are_named_here_exist() {
        for (String test : INSIDE.values()) {
            String[] parts = test.split("\\.", 2);
            String source = Documents.sources(Documents.ROOT).stream()
                    .filter(file -> file.endsWith(Path.of(parts[0] + ".java")))
                    .map(Documents::read)
                    .reduce("", String::concat);
            assertThat(source).as(test).contains("void " + parts[1] + "(");
        }
    }

    /// What the table says happens past each limit, by who sets it and the limit's name.
    private static Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        rows().forEach(cells -> table.put(row(cells), past(cells.get(3), table)));
        return table;
    }

    /// The name under which each limit is counted.
    private static Map<String, String> counted() {
        Map<String, String> counted = new LinkedHashMap<>();
        rows().forEach(cells -> counted.put(row(cells), cells.get(5)));
        return counted;
    }

    private static String row(List<String> cells) {
        return home(cells.get(4)) + " " + cells.get(0);
    }

    private static Stream<List<String>> rows() {
        return Documents.read("docs/limits.md")
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| limit "))
                .map(line -> Arrays.stream(line.substring(1).split("\\|", -1))
                        .map(cell -> cell.strip().replace("`", ""))
                        .toList());
    }

    /// `likewise` stands for what the row above says.
    private static String past(String cell, Map<String, String> above) {
        return cell.equals("likewise") ? above.values().stream().toList().getLast() : cell;
    }

    private static String home(String cell) {
        return cell.replace("fixed in ", "").split("[ ,.]", 2)[0];
    }
}
