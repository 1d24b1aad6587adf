package dev.parley.benchmarks;

/// What is published: the same for all servers.
final class Payload {
    /// Keeps the length the same for all.
    private static final long FIRST = 1_000_000_000;

    private Payload() {}

    /// A JSON object of 90 bytes.
    static String of(long number) {
        return "{\"text\":\"The quick brown fox jumps over the lazy dog, then over one more;\",\"n\":"
                + (FIRST + number) + "}";
    }
}
