package dev.parley.application.events;

import dev.parley.domain.events.NewEvent;
import dev.parley.domain.shared.LaneConfined;
import java.util.Optional;

/// What was taken on for a stream and is not answered yet, waiting for its log or with it.
@LaneConfined
final class InFlight {
    private static final long OVERHEAD_BYTES = 128;

    private final int maxEvents;
    private final long maxBytes;
    private int events;
    private long bytes;
    private int appending;

    InFlight(int maxEvents, long maxBytes) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    /// Takes one more, where there is room.
    ///
    /// @return the limit that leaves none
    Optional<String> take(NewEvent event) {
        if (events >= maxEvents) {
            return Optional.of("streamAppends");
        }
        if (bytes + size(event) > maxBytes) {
            return Optional.of("streamAppendBytes");
        }
        events++;
        bytes += size(event);
        return Optional.empty();
    }

    void release(NewEvent event) {
        events--;
        bytes -= size(event);
    }

    void appendStarted() {
        appending++;
    }

    void appendAnswered() {
        appending--;
    }

    /// Whether the log has nothing of this stream that it has not answered.
    boolean isLogQuiet() {
        return appending == 0;
    }

    boolean isEmpty() {
        return events == 0;
    }

    static long size(NewEvent event) {
        return OVERHEAD_BYTES + event.data().length() + event.topic().name().length();
    }
}
