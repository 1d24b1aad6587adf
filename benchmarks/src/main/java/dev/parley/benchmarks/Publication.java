package dev.parley.benchmarks;

/// The params of a publish of about 90 bytes, or more with a filler.
final class Publication {
    private static final String TEXT = "The quick brown fox jumps over the lazy dog";

    private Publication() {}

    static String of(String topic, long number, String filler) {
        return "{\"topic\":\"" + topic + "\",\"data\":{\"n\":" + number + ",\"text\":\"" + TEXT + filler + "\"}}";
    }
}
