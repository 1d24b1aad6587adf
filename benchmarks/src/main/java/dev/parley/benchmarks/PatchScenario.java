package dev.parley.benchmarks;

import java.util.ArrayList;
import java.util.List;

/// Fifty editors in ten sessions, a hundred patches a second in all, open loop: how long until a patch is
/// acknowledged, and until the last of the other four has it.
final class PatchScenario implements Scenario {
    private static final double P50_MILLIS = 1.5;
    private static final double P99_MILLIS = 10;

    @Override
    public String name() {
        return "patch";
    }

    @Override
    public Section run(Setting setting) {
        List<List<String>> rows = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        for (Launch launch : List.of(Launch.SERVE, Launch.DEV)) {
            Incidents incidents = new Incidents();
            try (ServerProcess server = ServerProcess.start(setting.jar(), launch);
                    ClientLoop loop = new ClientLoop(server)) {
                PatchRun run = new PatchRun(server, loop, setting, incidents);
                run.measure();
                rows.add(row(launch, "acknowledged to its editor", run.acknowledged(), target(launch, run)));
                rows.add(row(
                        launch, "told to the last of the other four", run.last().latency(), Target.NONE));
                remarks.addAll(incidents.lines());
                remarks.add("Server CPU per patch (" + launch.store() + "): " + run.cpuMicrosPerPatch()
                        + " µs, compiler and collector included.");
                remarks.add("Patches that somebody never saw (" + launch.store() + "): "
                        + run.last().missing() + ".");
            }
        }
        return new Section(
                "`patch`: 50 editors in 10 sessions, 100 patches/s",
                "One `replace` each on a document of about 6 KB, half of them on a field of the editor's own, half on"
                        + " one of 100 rows that all edit (seed 11), on the last version that the editor has seen. From"
                        + " the intended time; a patch that is due while the editor's last is unanswered waits in the"
                        + " driver and that counts. Acknowledged means durable in the store's grade.",
                header(),
                rows,
                remarks);
    }

    private static String target(Launch launch, PatchRun run) {
        return launch == Launch.SERVE
                ? Target.cell(
                        Target.atMost("p50", run.acknowledged().millis(50), P50_MILLIS, " ms"),
                        Target.atMost("p99", run.acknowledged().millis(99), P99_MILLIS, " ms"))
                : Target.NONE;
    }

    private static List<String> header() {
        List<String> header = new ArrayList<>(List.of("store", "until"));
        header.addAll(Latency.HEADER);
        header.add(Target.HEADER);
        return header;
    }

    private static List<String> row(Launch launch, String until, Latency latency, String target) {
        List<String> cells = new ArrayList<>(List.of(launch.store(), until));
        cells.addAll(latency.cells());
        cells.add(target);
        return cells;
    }
}
