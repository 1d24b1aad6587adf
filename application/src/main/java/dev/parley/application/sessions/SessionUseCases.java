package dev.parley.application.sessions;

import dev.parley.application.lanes.Lane;
import dev.parley.application.rooms.Rooms;
import dev.parley.application.typing.Typing;
import dev.parley.domain.sessions.SessionSettings;

/// The use cases of one lane, put together.
record SessionUseCases(
        Creating creating,
        Joining joining,
        Leaving leaving,
        Reading reading,
        Submitting submitting,
        Granting granting) {
    static SessionUseCases on(
            Lane lane, SessionSlots slots, Rooms rooms, Typing typing, SessionPorts ports, SessionSettings settings) {
        Settling settling = new Settling(ports.signals(), ports.log().grade());
        Publishing publishing = new Publishing(rooms, settling, ports.signals());
        Recovering recovering = new Recovering(lane, slots, rooms, ports.log(), publishing, settings);
        Snapshotting snapshotting = new Snapshotting(lane, ports);
        Unloading unloading = new Unloading(lane, slots, rooms, snapshotting, settings);
        rooms.attach(unloading);
        Loading loading = new Loading(lane, ports, settings);
        OpenSessions sessions = new OpenSessions(lane, slots, loading, recovering, unloading, settings);
        Appending appending = new Appending(lane, slots, ports, publishing, recovering, snapshotting, settings);
        Viewing viewing = new Viewing(lane, ports.work(), settings.largeBytes());
        return new SessionUseCases(
                new Creating(lane, sessions, ports, settings),
                new Joining(sessions, viewing, new CatchingUp(lane, ports.log()), rooms),
                new Leaving(rooms),
                new Reading(sessions, viewing),
                new Submitting(
                        sessions,
                        new Deduplicating(settling),
                        appending,
                        new Rebuilding(lane, ports, settings),
                        settling,
                        typing,
                        ports.clock(),
                        settings.document()),
                new Granting(sessions, appending, ports.clock(), settings.members()));
    }
}
