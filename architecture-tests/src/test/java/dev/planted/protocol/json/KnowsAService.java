package dev.planted.protocol.json;

import dev.planted.application.events.WallClock;

public record KnowsAService(WallClock clock) {}
