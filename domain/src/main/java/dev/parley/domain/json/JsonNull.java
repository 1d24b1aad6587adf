package dev.parley.domain.json;

/// The literal `null`.
public enum JsonNull implements Json {
    NULL
}
