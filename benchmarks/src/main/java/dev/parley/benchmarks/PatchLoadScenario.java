package dev.parley.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A hundred editors on ten documents, as fast as the server lets them; then open loop around the rate that
/// was found: does it still do the same when more is wanted.
final class PatchLoadScenario implements Scenario {
    private static final double PER_SECOND = 5_000;
    private static final double FLAT = 0.9;
    private static final double WELL_BELOW = 0.7;

    @Override
    public String name() {
        return "patchload";
    }

    @Override
    public Section run(Setting setting) {
        List<List<String>> rows = new ArrayList<>();
        Incidents incidents = new Incidents();
        try (ServerProcess server = ServerProcess.start(setting.jar(), Launch.SERVE);
                ClientLoop loop = new ClientLoop(server)) {
            PatchLoad load = new PatchLoad(server, loop, incidents);
            PatchLoad.Figures closed = load.closed(setting);
            double knee = closed.perSecond();
            Target enough = Target.atLeast("acknowledged/s", knee, PER_SECOND, "");
            rows.add(row(Launch.SERVE, "closed loop", "–", closed, Target.cell(enough)));
            for (double share : List.of(WELL_BELOW, 1.0, 2.0)) {
                PatchLoad.Figures open = load.open(setting, share * knee);
                Target flat = Target.atLeast("acknowledged/s, of the knee", open.perSecond() / knee, FLAT, "");
                rows.add(row(
                        Launch.SERVE,
                        String.format(Locale.ROOT, "open loop, %.1f × the knee", share),
                        whole(share * knee),
                        open,
                        share > 1 ? Target.cell(flat) : Target.NONE));
            }
        }
        try (ServerProcess server = ServerProcess.start(setting.jar(), Launch.DEV);
                ClientLoop loop = new ClientLoop(server)) {
            PatchLoad.Figures closed = new PatchLoad(server, loop, incidents).closed(setting);
            rows.add(row(Launch.DEV, "closed loop", "–", closed, Target.NONE));
        }
        return section(rows, incidents);
    }

    private static Section section(List<List<String>> rows, Incidents incidents) {
        return new Section(
                "`patchload`: 100 editors on 10 documents, one patch in flight each",
                "The patches and documents of `patch`, each told to the nine others. `closed loop`: everybody sends the"
                        + " next when the last is acknowledged; what that reaches is the knee. `open loop`: as many"
                        + " as said are meant to be sent, evenly; the latency runs from the intended time, so it holds"
                        + " the wait in the driver for the editor's one place in flight, and above the knee it only"
                        + " says how long the row lasted. Flat means: at least "
                        + FLAT
                        + " of the knee.",
                List.of(
                        "store",
                        "load",
                        "offered/s",
                        "acknowledged/s",
                        "refused",
                        "server cores busy",
                        "CPU µs per patch",
                        "p50 ms",
                        "p99 ms",
                        Target.HEADER),
                rows,
                incidents.lines());
    }

    private static List<String> row(
            Launch launch, String load, String offered, PatchLoad.Figures figures, String target) {
        return List.of(
                launch.store(),
                load,
                offered,
                whole(figures.perSecond()),
                Long.toString(figures.refused()),
                String.format(Locale.ROOT, "%.2f", figures.coresBusy()),
                whole(1e6 * figures.coresBusy() / figures.perSecond()),
                figures.latency().at(50),
                figures.latency().at(99),
                target);
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%.0f", number);
    }
}
