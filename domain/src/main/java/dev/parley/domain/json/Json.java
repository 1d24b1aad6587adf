package dev.parley.domain.json;

/// An immutable JSON value (RFC 8259). Numbers are finite IEEE doubles.
/// Equality is RFC 6902 §4.6: numbers numerically, objects without regard to member order.
public sealed interface Json permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {}
