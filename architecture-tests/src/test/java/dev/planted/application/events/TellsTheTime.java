package dev.planted.application.events;

final class TellsTheTime implements WallClock {}
