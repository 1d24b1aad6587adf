package dev.parley.adapters.persistence;

import dev.parley.application.Grade;
import java.util.Optional;

/// How a store is doing.
///
/// @param trouble what the last write failed with; empty again after the next that succeeds
/// @param refusedReads that found too many others waiting, so far
/// @param refusedForSpace writes for which the disk was too full, so far
/// @param rolledBack whether this start found less than was acknowledged, and so began a new epoch
public record StoreHealth(
        Grade grade,
        Optional<String> trouble,
        boolean rolledBack,
        int queuedRecords,
        long queuedBytes,
        long refusedReads,
        long refusedForSpace) {}
