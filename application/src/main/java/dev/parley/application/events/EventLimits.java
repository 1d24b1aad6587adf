package dev.parley.application.events;

/// What one publish, read or stream may cost.
///
/// @param dataBytes of one event's data
/// @param attributeCharacters of an event's `type` and of its `source`
/// @param appendsInFlight per stream; past it publishes are `RATE_LIMITED`
/// @param appendBytesInFlight per stream, likewise
/// @param callsWaiting per stream, while its log is being opened; past it calls are `RATE_LIMITED`
/// @param callsPerConnection that one connection may have waiting in one stream
/// @param subscriptionsPerConnection over all streams
/// @param streamsPerLane kept loaded at a time
/// @param historyPage the most events in one answer
/// @param historyPageBytes of data in one answer; one event always fits
/// @param historyReads pages of the log that one answer may look at
/// @param lastEvents the most that `last` may ask for
/// @param replayPage events read from a log at a time
/// @param replaySliceBytes told to one member before it is asked whether its queue has drained
/// @param recentEvents of a stream, kept in memory
/// @param recentBytes likewise
/// @param positionMillis how often cursors move while only filtered events pass
/// @param sweepMillis between two retention sweeps of a stream
/// @param idleMillis without use after which a stream is unloaded
/// @param retryMillis before a failed read or open is tried again; doubles up to 32 times that
public record EventLimits(
        int dataBytes,
        int attributeCharacters,
        int appendsInFlight,
        long appendBytesInFlight,
        int callsWaiting,
        int callsPerConnection,
        int subscriptionsPerConnection,
        int streamsPerLane,
        int historyPage,
        int historyPageBytes,
        int historyReads,
        int lastEvents,
        int replayPage,
        int replaySliceBytes,
        int recentEvents,
        long recentBytes,
        long positionMillis,
        long sweepMillis,
        long idleMillis,
        long retryMillis) {
    public static final EventLimits DEFAULTS = new EventLimits(
            64 * 1024,
            1024,
            256,
            4 * 1024 * 1024,
            1024,
            128,
            100,
            10_000,
            1000,
            512 * 1024,
            10,
            10_000,
            100,
            64 * 1024,
            1000,
            1024 * 1024,
            10_000,
            60_000,
            60_000,
            100);
}
