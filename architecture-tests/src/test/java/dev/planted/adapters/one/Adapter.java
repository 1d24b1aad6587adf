package dev.planted.adapters.one;

public final class Adapter {}
