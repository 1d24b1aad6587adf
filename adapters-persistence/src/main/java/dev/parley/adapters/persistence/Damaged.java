package dev.parley.adapters.persistence;

import java.sql.SQLException;

/// Records that are not what was written: a wrong checksum, a hole, an end that is not where it should be.
final class Damaged extends SQLException {
    private static final long serialVersionUID = 1;

    private final String what;

    Damaged(String what) {
        super("damaged: " + what);
        this.what = what;
    }

    String what() {
        return what;
    }
}
