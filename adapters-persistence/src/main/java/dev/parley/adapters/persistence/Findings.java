package dev.parley.adapters.persistence;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Sentences about what is wrong, while they are gathered. One thread.
final class Findings {
    static final int MOST = 1_000;

    private final List<String> sentences = new ArrayList<>();
    private long more;

    void add(String sentence) {
        if (sentences.size() < MOST) {
            sentences.add(sentence);
        } else {
            more++;
        }
    }

    /// A part of the look, which says by an error what it found.
    @FunctionalInterface
    interface Look {
        void run() throws SQLException;
    }

    /// @param where the beginning of the sentence, if there is one
    /// @return whether nothing was found
    boolean look(String where, Look look) {
        try {
            look.run();
            return true;
        } catch (Damaged e) {
            add(where + ": " + e.what() + ".");
        } catch (SQLException | RuntimeException e) {
            add(where + " cannot be read: " + e.getMessage() + ".");
        }
        return false;
    }

    List<String> sentences() {
        List<String> all = new ArrayList<>(sentences);
        if (more > 0) {
            all.add("And " + more + " more.");
        }
        return all;
    }
}
