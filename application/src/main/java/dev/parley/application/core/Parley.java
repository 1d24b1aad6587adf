package dev.parley.application.core;

import dev.parley.application.events.EventPorts;
import dev.parley.application.events.EventService;
import dev.parley.application.events.EventSettings;
import dev.parley.application.events.Events;
import dev.parley.application.lanes.Lanes;
import dev.parley.application.lanes.PerLane;
import dev.parley.application.presence.ConnectionService;
import dev.parley.application.presence.Connections;
import dev.parley.application.rooms.Rooms;
import dev.parley.application.sessions.SessionDirectory;
import dev.parley.application.sessions.SessionPorts;
import dev.parley.application.sessions.SessionService;
import dev.parley.application.sessions.Sessions;
import dev.parley.application.typing.Typing;
import dev.parley.application.typing.TypingRooms;
import dev.parley.application.typing.TypingService;

/// The assembled core, as transports drive it.
public record Parley(Connections connections, Typing typing, Sessions sessions, Events events) {
    /// Puts the services together, the same way in the server, in tests and in the simulation. Before the lanes run
    /// their first task.
    public static Parley assemble(Surroundings around, ParleySettings settings) {
        Lanes lanes = around.lanes();
        SessionDirectory directory = new SessionDirectory(lanes);
        PerLane<Rooms> rooms = PerLane.of(lanes, lane -> new Rooms(lane, around.audiences(), settings.presence()));
        PerLane<TypingRooms> typists = PerLane.of(
                lanes, lane -> new TypingRooms(lane, rooms.on(lane), directory, settings.typing(), around.signals()));
        Typing typing = new TypingService(lanes, typists);
        return new Parley(
                new ConnectionService(lanes, rooms, typists, around.signals()),
                typing,
                sessions(around, directory, rooms, typing, settings),
                events(around, typing, settings));
    }

    private static Sessions sessions(
            Surroundings around,
            SessionDirectory directory,
            PerLane<Rooms> rooms,
            Typing typing,
            ParleySettings settings) {
        SessionPorts ports = new SessionPorts(
                around.storage().operations(),
                around.storage().snapshots(),
                around.fence(),
                around.work(),
                around.clock(),
                around.ids(),
                around.signals());
        return new SessionService(around.lanes(), directory, rooms, typing, ports, settings.sessions());
    }

    private static Events events(Surroundings around, Typing typing, ParleySettings settings) {
        EventPorts ports = new EventPorts(
                around.lanes(),
                around.storage().events(),
                around.audiences(),
                typing,
                around.clock(),
                around.ids(),
                around.signals());
        return new EventService(
                ports, new EventSettings(settings.events(), stream -> settings.retention(), around.fence()));
    }
}
