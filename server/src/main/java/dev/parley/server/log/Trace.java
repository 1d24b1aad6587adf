package dev.parley.server.log;

import java.io.PrintWriter;
import java.io.StringWriter;

/// A stack trace as text.
final class Trace {
    private Trace() {}

    static String of(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
