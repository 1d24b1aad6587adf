package dev.parley.server;

import dev.parley.adapters.persistence.StoreCheck;
import dev.parley.adapters.persistence.StoreRefused;
import dev.parley.adapters.persistence.StoreReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/// `parley verify`: reads every record of a data directory that no server uses, changes nothing, and says what it
/// found.
final class Verify implements Command {
    private static final int DAMAGED = 1;

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String summary() {
        return "Check a data directory that no server uses: checksums, gaps, what was acknowledged.";
    }

    @Override
    public Options options() {
        return new Options().addOption(Command.required("data", "DIR", "The directory, such as .parley/serve"));
    }

    @Override
    public int run(CommandLine given, Console console) {
        StoreReport report;
        try {
            report = StoreCheck.of(Path.of(given.getOptionValue("data")));
        } catch (StoreRefused refused) {
            return console.failed(refused);
        }
        PrintWriter out = console.out();
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
