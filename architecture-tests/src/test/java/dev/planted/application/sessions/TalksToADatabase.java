package dev.planted.application.sessions;

import java.sql.Connection;

record TalksToADatabase(Connection connection) {}
