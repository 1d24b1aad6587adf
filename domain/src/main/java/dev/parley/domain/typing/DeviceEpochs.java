package dev.parley.domain.typing;

import dev.parley.domain.shared.LaneConfined;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which of one device's connections count. Both epochs only ever rise, so that nothing which an older connection
/// still has under way, its own end included, touches what a newer one holds.
@LaneConfined
final class DeviceEpochs {
    private final Device device;
    private final StartBudget budget = new StartBudget();
    /// Made when it is needed: most devices never type.
    private Set<TypingContext> contexts = Set.of();
    private long newest;
    private long closed;
    private long changedAt;

    DeviceEpochs(Device device, long now) {
        this.device = device;
        this.changedAt = now;
    }

    Device device() {
        return device;
    }

    void open(long epoch, long now) {
        newest = Math.max(newest, epoch);
        changedAt = now;
    }

    void close(long epoch, long now) {
        closed = Math.max(closed, epoch);
        changedAt = now;
    }

    /// Whether a frame of this connection comes too late.
    boolean isOver(long epoch) {
        return epoch < newest || epoch <= closed;
    }

    boolean isOpen() {
        return newest > closed;
    }

    boolean mayStart(long epoch, long now) {
        return budget.take(epoch, now);
    }

    /// Those that remember the device, in the order in which they came to.
    List<TypingContext> contexts() {
        return List.copyOf(contexts);
    }

    void remembered(TypingContext where) {
        if (contexts.isEmpty()) {
            contexts = new LinkedHashSet<>();
        }
        contexts.add(where);
    }

    void forgotten(TypingContext where) {
        if (!contexts.isEmpty() && contexts.remove(where) && contexts.isEmpty()) {
            contexts = Set.of();
        }
    }

    boolean isForgettable(long changedBefore) {
        return !isOpen() && contexts.isEmpty() && changedAt <= changedBefore;
    }
}
