package dev.planted.application.sessions;

import dev.planted.gateway.Mailbox;

record KnowsTheGateway(Mailbox mailbox) {}
