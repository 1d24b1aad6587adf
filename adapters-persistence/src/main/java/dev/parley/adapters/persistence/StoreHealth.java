package dev.parley.adapters.persistence;

import dev.parley.application.Grade;
import java.util.Optional;

/// How a store is doing.
///
/// @param trouble what the last write failed with; empty again after the next that succeeds
/// @param rolledBack whether this start found less than was acknowledged, and so began a new epoch
public record StoreHealth(
        Grade grade, Optional<String> trouble, boolean rolledBack, int queuedRecords, long queuedBytes) {}
