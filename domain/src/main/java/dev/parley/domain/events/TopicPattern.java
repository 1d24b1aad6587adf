package dev.parley.domain.events;

import dev.parley.domain.shared.Grammar;
import java.util.List;
import java.util.Optional;

/// Which topics: `*` is one whole segment, `**` one or more and only last.
public record TopicPattern(String text) {
    public static final TopicPattern EVERYTHING = new TopicPattern("**");

    public TopicPattern {
        if (!isValid(text)) {
            throw new IllegalArgumentException("not a topic pattern: " + text);
        }
    }

    public static Optional<TopicPattern> parse(String text) {
        return isValid(text) ? Optional.of(new TopicPattern(text)) : Optional.empty();
    }

    private static boolean isValid(String text) {
        List<String> segments = Topic.segments(text);
        if (text.length() > Topic.MAX_LENGTH || segments.size() > Topic.MAX_SEGMENTS) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            boolean last = i == segments.size() - 1;
            if (!segment.equals("*") && !(segment.equals("**") && last) && !Grammar.SEGMENT.accepts(segment)) {
                return false;
            }
        }
        return true;
    }

    /// The stream, where the first segment is literal.
    public Optional<String> stream() {
        String first = Topic.segments(text).getFirst();
        return first.startsWith("*") ? Optional.empty() : Optional.of(first);
    }

    public boolean matches(Topic topic) {
        List<String> wanted = Topic.segments(text);
        List<String> given = topic.segments();
        for (int i = 0; i < wanted.size(); i++) {
            if (i >= given.size()) {
                return false;
            }
            if (wanted.get(i).equals("**")) {
                return true;
            }
            if (!wanted.get(i).equals("*") && !wanted.get(i).equals(given.get(i))) {
                return false;
            }
        }
        return wanted.size() == given.size();
    }
}
