package dev.parley.adapters.persistence;

import java.util.List;

/// What a look at a whole data directory found.
///
/// @param epoch of every session and stream
/// @param boot how often the store was opened
/// @param batch the last batch that the database has
/// @param changes of all sessions that could be read
/// @param events that are kept and could be read
/// @param findings one sentence for each thing that is wrong, in the order of the tables; empty where all is well
public record StoreReport(
        StoreKind kind,
        long epoch,
        long boot,
        long batch,
        long sessions,
        long changes,
        long snapshots,
        long streams,
        long events,
        List<String> findings) {
    public StoreReport {
        findings = List.copyOf(findings);
    }

    public boolean isSound() {
        return findings.isEmpty();
    }
}
