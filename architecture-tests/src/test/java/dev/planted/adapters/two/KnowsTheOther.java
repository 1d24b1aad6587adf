package dev.planted.adapters.two;

import dev.planted.adapters.one.Adapter;

record KnowsTheOther(Adapter other) {}
