package dev.parley.domain.events;

import dev.parley.domain.shared.Grammar;
import java.util.List;
import java.util.Optional;

/// A dotted name inside a stream, as `orders.eu.42`; its first segment names the stream.
public record Topic(String name) {
    public static final int MAX_LENGTH = 255;
    public static final int MAX_SEGMENTS = 32;

    public Topic {
        if (!isValid(name)) {
            throw new IllegalArgumentException("not a topic: " + name);
        }
    }

    public static Optional<Topic> parse(String name) {
        return isValid(name) ? Optional.of(new Topic(name)) : Optional.empty();
    }

    private static boolean isValid(String name) {
        List<String> segments = segments(name);
        return name.length() <= MAX_LENGTH
                && segments.size() <= MAX_SEGMENTS
                && segments.stream().allMatch(Grammar.SEGMENT::accepts);
    }

    public List<String> segments() {
        return segments(name);
    }

    static List<String> segments(String name) {
        return List.of(name.split("\\.", -1));
    }

    /// The stream that carries this topic.
    public String stream() {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
