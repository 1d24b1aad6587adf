package dev.parley.benchmarks;

import java.nio.file.Path;
import java.time.Duration;

/// One question about the server, asked of a fresh one.
interface Scenario {
    /// As on the command line.
    String name();

    Section run(Setting setting);

    /// How long a scenario takes.
    ///
    /// @param jar of the packaged server
    /// @param warmUp at full load before anything is measured, so that the compiler is done
    /// @param measured of each row
    record Setting(Path jar, Duration warmUp, Duration measured) {}
}
