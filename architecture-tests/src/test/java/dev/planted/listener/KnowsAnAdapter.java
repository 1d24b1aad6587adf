package dev.planted.listener;

import dev.planted.adapters.one.Adapter;

record KnowsAnAdapter(Adapter adapter) {}
