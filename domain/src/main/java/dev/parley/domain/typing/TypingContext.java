package dev.parley.domain.typing;

import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.LaneConfined;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One place to type in: who holds a lease there, what was last heard of every device, what viewers have been told.
@LaneConfined
final class TypingContext {
    private final ContextKey key;
    private final Telling telling;
    private final Leases leases = new Leases();
    private final Map<ClientId, Track> tracks = new LinkedHashMap<>();

    TypingContext(ContextKey key, TypingTimers timers) {
        this.key = key;
        this.telling = new Telling(key.scope(), timers);
    }

    ContextKey key() {
        return key;
    }

    Telling telling() {
        return telling;
    }

    Leases leases() {
        return leases;
    }

    Optional<Track> track(ClientId client) {
        return Optional.ofNullable(tracks.get(client));
    }

    /// Whether a frame with this stamp is newer than all that came before from the device.
    boolean isNews(ClientId client, Stamp stamp) {
        Track track = tracks.get(client);
        return track == null || track.isNews(stamp);
    }

    Track accept(DeviceEpochs device, Stamp stamp, long now) {
        Track track = tracks.computeIfAbsent(device.device().client(), _ -> new Track(device));
        track.accept(stamp, now);
        device.remembered(this);
        return track;
    }

    /// Forgets devices that are gone, hold nothing and have not been heard of for long.
    void forget(long now, long forgetNanos) {
        tracks.values().removeIf(track -> {
            boolean gone = track.forgetAt(forgetNanos) <= now
                    && leases.of(track.client()).isEmpty();
            if (gone) {
                track.device().forgotten(this);
            }
            return gone;
        });
    }

    /// Empty and quiet: nothing here would be missed.
    boolean isForgettable() {
        return tracks.isEmpty() && leases.isEmpty() && telling.saysNobody();
    }

    /// When something here is due by itself; the largest value where nothing is.
    long nextDue(long forgetNanos) {
        long forget = tracks.values().stream()
                .mapToLong(track -> track.forgetAt(forgetNanos))
                .min()
                .orElse(Long.MAX_VALUE);
        return Math.min(forget, Math.min(leases.earliestDeadline(), telling.repeatAt()));
    }
}
