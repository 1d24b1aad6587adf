package dev.parley.protocol.rpc;

import dev.parley.domain.json.Json;
import dev.parley.protocol.json.JsonReader;
import dev.parley.protocol.json.JsonText;
import java.util.function.Function;

/// Reads a value out of a message that was found sound; only its integers can still be wrong.
final class ValueReader {
    private ValueReader() {}

    /// @param refusal makes what is thrown, from the reason
    static Json read(JsonText value, Function<String, Refusal> refusal) {
        return switch (value.read(RequestReader.MAX_DEPTH)) {
            case JsonReader.Value read -> read.json();
            case JsonReader.Inexact inexact ->
                throw refusal.apply("holds an integer that no double equals: " + inexact.literal());
            case JsonReader.Malformed malformed -> throw refusal.apply("is not JSON: " + malformed.why());
        };
    }
}
