package dev.parley.testkit.simulation;

import dev.parley.application.core.Parley;
import dev.parley.application.core.Surroundings;
import dev.parley.application.delivery.Audiences;
import dev.parley.application.lanes.Ids;

/// A server that is wrong in one way, by how it is wired: the simulation must notice every one of them.
public enum PlantedBug {
    NONE,
    /// Connections of a device cannot be told apart by age.
    NO_EPOCH_GUARD,
    /// The end of an old connection ends what its successor holds.
    CLOSE_REMOVES_NEWER_LEASES,
    /// All devices of a user share one lease.
    LEASE_BY_USER,
    /// A publish is acknowledged, and told, when it is taken, not when it is stored.
    ACKNOWLEDGED_BEFORE_DURABLE,
    /// A resumed subscription starts one event too late.
    RESUME_OFF_BY_ONE,
    /// Everybody hears of a patch while it is on its way to the disk.
    BROADCAST_BEFORE_DURABLE,
    /// What is sent again is done again.
    NO_DEDUPLICATION,
    /// What is sent again after a restart is done again.
    DEDUPLICATION_IN_MEMORY_ONLY,
    /// The server takes for stored what it has only handed to the store.
    SPECULATIVE_STATE_TOLD;

    /// For one run: it keeps what it knows over restarts of the server.
    Wiring wiring() {
        return switch (this) {
            case NONE -> new Wiring() {};
            case NO_EPOCH_GUARD -> TypingBugs.withoutEpochs();
            case CLOSE_REMOVES_NEWER_LEASES -> TypingBugs.closingNewer();
            case LEASE_BY_USER -> TypingBugs.leasesByUser();
            case ACKNOWLEDGED_BEFORE_DURABLE -> EventBugs.acknowledgingEarly();
            case RESUME_OFF_BY_ONE -> EventBugs.skippingOne();
            case BROADCAST_BEFORE_DURABLE -> SessionBugs.tellingEarly();
            case NO_DEDUPLICATION -> SessionBugs.withoutDeduplication();
            case DEDUPLICATION_IN_MEMORY_ONLY -> SessionBugs.forgettingSettlements();
            case SPECULATIVE_STATE_TOLD -> SessionBugs.believingEarly();
        };
    }

    /// What comes between the parts of a server while it is put together; here nothing does.
    interface Wiring {
        default Ids ids(Ids ids) {
            return ids;
        }

        default Audiences audiences(Audiences audiences) {
            return audiences;
        }

        default Surroundings.Storage storage(Surroundings.Storage storage) {
            return storage;
        }

        default Parley core(Parley core) {
            return core;
        }
    }
}
