package dev.parley.application;

import dev.parley.application.events.Events;
import dev.parley.application.presence.Connections;
import dev.parley.application.sessions.Sessions;
import dev.parley.application.typing.Typing;

/// The assembled core, as transports drive it.
public record Parley(Connections connections, Typing typing, Sessions sessions, Events events) {}
