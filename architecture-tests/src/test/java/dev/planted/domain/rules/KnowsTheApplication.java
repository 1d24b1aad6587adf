package dev.planted.domain.rules;

import dev.planted.application.sessions.OperationLog;

record KnowsTheApplication(OperationLog log) {}
