package dev.parley.domain.json;

/// A finite double; −0 becomes 0.
public record JsonNumber(double value) implements Json {
    public JsonNumber {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("not finite: " + value);
        }
        value = value == 0.0 ? 0.0 : value;
    }

    /// @throws IllegalArgumentException where a double cannot hold `value` exactly
    public static JsonNumber of(long value) {
        if (value != (long) (double) value || value == Long.MAX_VALUE) {
            throw new IllegalArgumentException("not exact as a double: " + value);
        }
        return new JsonNumber(value);
    }
}
