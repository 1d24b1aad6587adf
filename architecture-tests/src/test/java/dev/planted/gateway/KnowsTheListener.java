package dev.planted.gateway;

import dev.planted.listener.Listener;

record KnowsTheListener(Listener listener) {}
