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

    /// Walks both texts side by side; allocates nothing, for it runs once per event and audience.
    public boolean matches(Topic topic) {
        String name = topic.name();
        int wanted = 0;
        int given = 0;
        while (true) {
            int wantedEnd = segmentEnd(text, wanted);
            int givenEnd = segmentEnd(name, given);
            if (isRest(wanted, wantedEnd)) {
                return true;
            }
            if (!isAny(wanted, wantedEnd) && !isSame(wanted, wantedEnd, name, given, givenEnd)) {
                return false;
            }
            if (wantedEnd == text.length() || givenEnd == name.length()) {
                return wantedEnd == text.length() && givenEnd == name.length();
            }
            wanted = wantedEnd + 1;
            given = givenEnd + 1;
        }
    }

    private static int segmentEnd(String dotted, int from) {
        int dot = dotted.indexOf('.', from);
        return dot < 0 ? dotted.length() : dot;
    }

    private boolean isRest(int from, int to) {
        return to - from == 2 && text.startsWith("**", from);
    }

    private boolean isAny(int from, int to) {
        return to - from == 1 && text.charAt(from) == '*';
    }

    private boolean isSame(int from, int to, String name, int givenFrom, int givenTo) {
        return to - from == givenTo - givenFrom && text.regionMatches(from, name, givenFrom, to - from);
    }

    /// Whether this matches every topic that `other` matches.
    public boolean covers(TopicPattern other) {
        List<String> mine = Topic.segments(text);
        List<String> its = Topic.segments(other.text);
        for (int i = 0; i < mine.size(); i++) {
            if (i >= its.size()) {
                return false;
            }
            if (mine.get(i).equals("**")) {
                return true;
            }
            boolean any = mine.get(i).equals("*") && !its.get(i).equals("**");
            if (!any && !mine.get(i).equals(its.get(i))) {
                return false;
            }
        }
        return mine.size() == its.size();
    }

    /// Whether some topic is matched by both.
    public boolean overlaps(TopicPattern other) {
        List<String> mine = Topic.segments(text);
        List<String> its = Topic.segments(other.text);
        for (int i = 0; i < Math.min(mine.size(), its.size()); i++) {
            String left = mine.get(i);
            String right = its.get(i);
            if (left.equals("**") || right.equals("**")) {
                return true;
            }
            if (!left.equals("*") && !right.equals("*") && !left.equals(right)) {
                return false;
            }
        }
        return mine.size() == its.size();
    }
}
