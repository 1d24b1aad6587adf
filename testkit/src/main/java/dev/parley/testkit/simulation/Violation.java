package dev.parley.testkit.simulation;

import com.google.errorprone.annotations.FormatMethod;

/// Something that must hold does not. An error, so that nothing on the way up takes it for a call that failed.
public final class Violation extends AssertionError {
    private static final long serialVersionUID = 1;

    Violation(String what) {
        super(what);
    }

    @FormatMethod
    static void unless(boolean holds, String what, Object... details) {
        if (!holds) {
            throw new Violation(what.formatted(details));
        }
    }
}
