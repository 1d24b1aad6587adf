package dev.parley.benchmarks;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// The document that a whole run leaves behind.
final class Report {
    private Report() {}

    static String of(String revision, Scenario.Setting setting, List<String> sections) {
        return """
            # Benchmarks

            Made by `benchmarks/run`, which replaces this file. Figures of different machines compare badly; compare
            two revisions on one machine, or ratios.

            ## What was measured, and where

            %s

            ## How

            - `fanout` and `rooms` set our server beside others under the same load generator, the same payload and the
              same counting. All run from the first round to the last and are loaded in turn, so that what else the
              machine does meets all of them alike. The `floor` is a bare epoll fan-out in C
              (`benchmarks/peers/floor/floor.c`): one thread that reads all that is there and gives each connection
              one write a turn. A server that could not be had is left out, with the reason.
            - Targets are ratios of server CPU per delivery within one run, because system calls cost twice as much
              on one machine as on another.
            - The driver runs the packaged server in a JVM of its own with the launcher's flags, on fresh data, and
              talks to it over loopback TCP with its own WebSocket client: one thread holds all connections.
            - Latencies are open loop unless the row says otherwise: everything has an intended time, time is taken from
              there, and what a stall holds back counts as waiting. For what others see, it ends at the **last** viewer.
            - `dev` stores in H2 with the grade `os` (what is acknowledged survives the end of the process), `serve` in
              SQLite with the grade `disk` (it survives the machine's). The clients of `serve` bring signed tokens.
            - A target stands beside its figure, with what became of it.
            - CPU is user and system time of the server process (`/proc/<pid>/stat`; in comparisons the sum of
              `/proc/<pid>/task/*/schedstat` where no thread ended), compiler and collector included; memory is its
              resident set.
            - A comparison is warmed up again, at most three times in all, while a JVM's compilers take more than 3 %% of
              the CPU; what they took of the median round is a column (`–`: nothing, or no JVM).
            - Each row is measured for %d s after %d s of the same load.

            %s## What is noisy

            - Server and driver share the cores: what the driver burns delays the server. CPU per delivery suffers less
              from that than latency does, and p99 suffers most. A load average well above that of the driver and the
              server alone (about the number of cores) means that something else ran too.
            - CPU time comes in ticks of 10 ms; a row with less than a second of server CPU is coarse.
            - `fanout` with one in flight and `rooms` are dominated by system calls and wake-ups, which vary by kernel
              and machine; bursts are dominated by copying.
            - Resident memory depends on how far the collector shrinks the heap: take the two rows of `idle` together.

            ## Repeat

            - `benchmarks/run` builds what is missing, runs everything (about three quarters of an hour) and writes this file.
            - `benchmarks/run fanout typing` runs some scenarios and prints them only.
            - It gets the other servers by itself (`benchmarks/peers/prepare`): the floor with `gcc`, `ws` and Socket.IO
              with `npm`, nats-server with `go`. `PEERS=parley,floor,ws` names some; `ROUNDS=5` goes round more often.
            - To compare another server, write its `Member` (what a client says and hears), add a `Peer` (how it is
              started) to `Contenders`, and have `benchmarks/peers/prepare` get it.
            - `benchmarks/run jmh` runs the JMH benchmarks; arguments go to JMH. `benchmarks/run jmh Sample` runs the two at
              a real server, typing to the last viewer and a patch to its acknowledgement, and prints p95 and p99 beside
              the budgets of 30 ms and 100 ms. JMH asks again when it was answered (a closed loop), so a server that
              stalls looks better there than to its users: the figures above are the reference.
            - `SECONDS_WARM_UP=30 SECONDS_MEASURED=60 benchmarks/run` takes longer for each row (default: 15 each). `idle`
              needs `ulimit -n` of at least 5 500, `storm` 10 500, `rooms` 12 500.
            - `SERVER_JAVA_OPTIONS='-XX:TieredStopAtLevel=1' benchmarks/run storm` gives the server's JVM other options.
            """.formatted(
                        "- date: " + LocalDate.now(ZoneOffset.UTC) + "\n- revision: " + revision + "\n- "
                                + String.join("\n- ", Machine.lines()),
                        setting.measured().toSeconds(),
                        setting.warmUp().toSeconds(),
                        String.join("", sections));
    }
}
