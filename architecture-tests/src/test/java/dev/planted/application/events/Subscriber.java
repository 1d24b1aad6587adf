package dev.planted.application.events;

public interface Subscriber {}
