package dev.parley.application.events;

import dev.parley.application.Signals;
import dev.parley.application.delivery.Audiences;
import dev.parley.application.lanes.Ids;
import dev.parley.application.lanes.Lanes;
import dev.parley.application.lanes.WallClock;
import dev.parley.application.typing.Typing;

/// What events need from outside.
///
/// @param typing told that a message came in, where its publish says so
public record EventPorts(
        Lanes lanes, EventLog log, Audiences audiences, Typing typing, WallClock clock, Ids ids, Signals signals) {}
