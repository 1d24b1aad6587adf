package dev.planted.application.events;

final class DeliversItself implements Subscriber {}
