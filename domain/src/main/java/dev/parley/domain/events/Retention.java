package dev.parley.domain.events;

import java.util.OptionalLong;

/// How much of a stream is kept. An event goes when it breaks any of the bounds.
public record Retention(OptionalLong maxAgeMillis, OptionalLong maxCount) {
    public static final Retention EVERYTHING = new Retention(OptionalLong.empty(), OptionalLong.empty());
}
