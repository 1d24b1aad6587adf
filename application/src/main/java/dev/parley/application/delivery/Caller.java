package dev.parley.application.delivery;

import dev.parley.domain.access.Principal;

/// Who calls: over a connection that can be told things, or without one.
public sealed interface Caller {
    Principal principal();

    record Stateless(Principal principal) implements Caller {}

    record Connected(Principal principal, Subscriber subscriber) implements Caller {}
}
