package dev.planted.application.events;

import dev.planted.protocol.json.KnowsAService;

record InACycle(KnowsAService service) {}
