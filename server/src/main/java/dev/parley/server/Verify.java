package dev.parley.server;

import dev.parley.adapters.persistence.StoreCheck;
import dev.parley.adapters.persistence.StoreRefused;
import dev.parley.adapters.persistence.StoreReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `parley verify`: reads every record of a data directory that no server uses, changes nothing, and says what it
/// found.
@Command(
        name = "verify",
        description = "Check a data directory that no server uses: checksums, gaps, what was acknowledged.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // the command line sets all fields before call
final class Verify implements Callable<Integer> {
    private static final int DAMAGED = 1;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The directory, such as .parley/serve")
    private Path data;

    @Override
    public Integer call() {
        StoreReport report;
        try {
            report = StoreCheck.of(data);
        } catch (StoreRefused refused) {
            return Running.failed(spec.commandLine(), refused);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(counts(report));
        report.findings().forEach(finding -> out.println("- " + finding));
        out.println(report.isSound() ? "Nothing is wrong." : "Something is wrong; docs/operations.md says what to do.");
        out.flush();
        return report.isSound() ? 0 : DAMAGED;
    }

    private static String counts(StoreReport report) {
        return "%s, epoch %d, started %d times, %d batches: %d sessions with %d changes and %d snapshots, %d streams with %d events."
                .formatted(
                        report.kind().wireName(),
                        report.epoch(),
                        report.boot(),
                        report.batch(),
                        report.sessions(),
                        report.changes(),
                        report.snapshots(),
                        report.streams(),
                        report.events());
    }
}
