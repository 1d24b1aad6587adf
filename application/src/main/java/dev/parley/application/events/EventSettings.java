package dev.parley.application.events;

import dev.parley.domain.events.Retention;
import dev.parley.domain.shared.StreamKey;
import java.util.function.Function;

/// How events run here.
///
/// @param retention of each stream
/// @param fence of this owner: every append carries it, a log refuses lower ones
public record EventSettings(EventLimits limits, Function<StreamKey, Retention> retention, long fence) {}
