package dev.parley.protocol.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where the members of one object stand in a message, so that a value keeps its bytes and is read only
/// when asked for. Filled by [JsonScanner] during its walk, unchanging afterwards.
///
/// Few names are compared with each other, many go into a hash set: linear either way, also for names made
/// to collide (a set of strings falls back to a tree).
public final class Members {
    private static final int FEW = 8;
    private static final int NAME_FROM = 0;
    private static final int NAME_TO = 1;
    private static final int VALUE_FROM = 2;
    private static final int VALUE_TO = 3;
    private static final int WIDTH = 4;
    private static final int[] NOTHING = {};

    private final byte[] text;
    private int[] ranges = NOTHING;
    private int size;
    private boolean escapedNames;
    private Set<String> many = Set.of();
    private Optional<Members> inner = Optional.empty();

    Members(byte[] text) {
        this.text = text;
    }

    /// What an absent object would have.
    public static Members none() {
        return new Members(new byte[0]);
    }

    public int size() {
        return size;
    }

    public List<String> names() {
        List<String> names = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            names.add(name(i));
        }
        return names;
    }

    /// The value of a member.
    ///
    /// @param name in ASCII, as all names of the protocol are
    public Optional<JsonText> get(String name) {
        for (int i = 0; i < size; i++) {
            if (isNamed(i, name)) {
                return Optional.of(new JsonText(text, range(i, VALUE_FROM), range(i, VALUE_TO)));
            }
        }
        return Optional.empty();
    }

    /// The members of the member that the scanner was told to open, if it is here and an object.
    public Optional<Members> inner() {
        return inner;
    }

    /// @return whether the name is new
    boolean addName(int from, int to, boolean escaped) {
        if ((size + 1) * WIDTH > ranges.length) {
            ranges = Arrays.copyOf(ranges, Math.max(4 * WIDTH, ranges.length * 2));
        }
        ranges[size * WIDTH + NAME_FROM] = from;
        ranges[size * WIDTH + NAME_TO] = to;
        escapedNames |= escaped;
        size++;
        return size <= FEW ? isNewAmongFew() : isNewAmongMany();
    }

    void addValue(int from, int to) {
        ranges[(size - 1) * WIDTH + VALUE_FROM] = from;
        ranges[(size - 1) * WIDTH + VALUE_TO] = to;
    }

    boolean lastIsNamed(String name) {
        return isNamed(size - 1, name);
    }

    /// No more names: what was only needed to find duplicates goes.
    void complete() {
        many = Set.of();
    }

    void open(Optional<Members> members) {
        inner = members;
    }

    private boolean isNewAmongFew() {
        for (int i = 0; i < size - 1; i++) {
            if (sameName(i, size - 1)) {
                return false;
            }
        }
        return true;
    }

    private boolean isNewAmongMany() {
        if (many.isEmpty()) {
            many = new HashSet<>();
            for (int i = 0; i < size - 1; i++) {
                many.add(name(i));
            }
        }
        return many.add(name(size - 1));
    }

    private boolean sameName(int left, int right) {
        if (escapedNames) {
            return name(left).equals(name(right));
        }
        return Arrays.equals(
                text,
                range(left, NAME_FROM),
                range(left, NAME_TO),
                text,
                range(right, NAME_FROM),
                range(right, NAME_TO));
    }

    private boolean isNamed(int index, String name) {
        int from = range(index, NAME_FROM);
        int to = range(index, NAME_TO);
        if (escapedNames && StringText.hasEscape(text, from, to)) {
            return name(index).equals(name);
        }
        if (to - from != name.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text[i] != name.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }

    private String name(int index) {
        int from = range(index, NAME_FROM);
        int to = range(index, NAME_TO);
        return StringText.decode(text, from, to, escapedNames);
    }

    private int range(int index, int column) {
        return ranges[index * WIDTH + column];
    }
}
