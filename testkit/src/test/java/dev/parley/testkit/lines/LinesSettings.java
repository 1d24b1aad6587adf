package dev.parley.testkit.lines;

/// @param port to bind on the loopback address; 0 takes any free one
public record LinesSettings(int port) {}
