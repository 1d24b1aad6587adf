package dev.planted.server;

final class Unmarked {}
