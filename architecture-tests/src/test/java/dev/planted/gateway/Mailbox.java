package dev.planted.gateway;

public final class Mailbox {}
