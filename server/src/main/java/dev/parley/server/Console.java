package dev.parley.server;

import java.io.PrintWriter;

/// Where a command speaks: what was asked for to `out`, what went wrong to `err`.
record Console(PrintWriter out, PrintWriter err) {
    private static final int FAILED = 1;

    /// The one of this process.
    static Console ofProcess() {
        return new Console(
                new PrintWriter(System.out, true, System.out.charset()),
                new PrintWriter(System.err, true, System.err.charset()));
    }

    /// Says in one line what went wrong.
    ///
    /// @return the exit code
    int failed(RuntimeException failure) {
        err.println("parley: " + failure.getMessage());
        return FAILED;
    }
}
