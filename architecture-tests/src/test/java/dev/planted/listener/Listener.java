package dev.planted.listener;

public final class Listener {}
