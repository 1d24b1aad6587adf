package dev.parley.domain.json;

/// A string without lone surrogates and without U+0000; the strict reader refuses both.
public record JsonString(String value) implements Json {}
