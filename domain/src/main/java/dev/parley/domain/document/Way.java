package dev.parley.domain.document;

import dev.parley.domain.document.Node.Container;
import dev.parley.domain.document.Node.Elements;
import dev.parley.domain.document.Node.Members;
import dev.parley.domain.json.JsonPointer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A place in one tree: the containers passed on the way down, and the index taken in each. The last index
/// is that of a slot, or where one would be inserted.
final class Way {
    private static final int MOST_INDEX_DIGITS = 9;
    private static final int MALFORMED = -1;

    private final Container[] containers;
    private final int[] indexes;
    private final boolean present;

    private Way(Container[] containers, int[] indexes, boolean present) {
        this.containers = containers;
        this.indexes = indexes;
        this.present = present;
    }

    /// The place that `path` names: empty where a value on the way is missing, or the last token is no
    /// place of its container (RFC 6901 §4, RFC 6902 §4.1).
    ///
    /// @param path not the root
    static Optional<Way> along(Node root, JsonPointer path) {
        List<String> tokens = path.tokens();
        Way way = open(tokens.size());
        Node node = root;
        for (int level = 0; level < tokens.size() - 1; level++) {
            if (!(node instanceof Container container)) {
                return Optional.empty();
            }
            int index = indexOf(container, tokens.get(level));
            if (index < 0 || index == container.slots().size()) {
                return Optional.empty();
            }
            node = way.pass(level, container, index);
        }
        return node instanceof Container last ? way.endAt(last, tokens.getLast()) : Optional.empty();
    }

    static Way open(int length) {
        return new Way(new Container[length], new int[length], true);
    }

    /// Ends in the root; empty where that holds nothing.
    static Optional<Way> start(Node root) {
        return root instanceof Container container
                ? Optional.of(new Way(new Container[] {container}, new int[1], false))
                : Optional.empty();
    }

    /// One level further, into the value at the end; empty where that holds nothing.
    Optional<Way> inside() {
        if (!(slot().value() instanceof Container container)) {
            return Optional.empty();
        }
        int length = containers.length + 1;
        Way longer = new Way(Arrays.copyOf(containers, length), Arrays.copyOf(indexes, length), false);
        longer.containers[length - 1] = container;
        return Optional.of(longer);
    }

    /// To the member of this name in the last container, or where it would be.
    Way toMember(String name) {
        int index = last().slots().search(name);
        return ending(last(), index < 0 ? -1 - index : index, index >= 0);
    }

    Way toElement(int index) {
        return ending(last(), index, index < last().slots().size());
    }

    /// To the slot at `index`, or to none where that is negative.
    Way toIndex(int index) {
        return ending(last(), Math.max(0, index), index >= 0);
    }

    /// Writes one level of a way that is still being built.
    Node pass(int level, Container container, int index) {
        containers[level] = container;
        indexes[level] = index;
        return container.slots().get(index).value();
    }

    private Optional<Way> endAt(Container last, String token) {
        Way way = ending(last, 0, false);
        return switch (last) {
            case Members _ -> Optional.of(way.toMember(token));
            case Elements elements -> {
                int index = elementIndex(token, elements.slots().size());
                yield index == MALFORMED ? Optional.empty() : Optional.of(way.toElement(index));
            }
        };
    }

    private Way ending(Container last, int index, boolean found) {
        Container[] passed = containers.clone();
        int[] taken = indexes.clone();
        passed[passed.length - 1] = last;
        taken[taken.length - 1] = index;
        return new Way(passed, taken, found);
    }

    /// For a member: as [Slots#search]. For an element: 0 to size, or MALFORMED.
    private static int indexOf(Container container, String token) {
        return switch (container) {
            case Members members -> members.slots().search(token);
            case Elements elements -> elementIndex(token, elements.slots().size());
        };
    }

    private static int elementIndex(String token, int size) {
        if (token.equals("-")) {
            return size;
        }
        int index = digits(token);
        return index <= size ? index : MALFORMED;
    }

    /// RFC 6901 §4: digits without leading zeros.
    private static int digits(String token) {
        int length = token.length();
        if (length == 0 || length > MOST_INDEX_DIGITS || (length > 1 && token.charAt(0) == '0')) {
            return MALFORMED;
        }
        int value = 0;
        for (int i = 0; i < length; i++) {
            int digit = token.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return MALFORMED;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    int length() {
        return containers.length;
    }

    Container container(int level) {
        return containers[level];
    }

    int index(int level) {
        return indexes[level];
    }

    Slot slot(int level) {
        return containers[level].slots().get(indexes[level]);
    }

    Container last() {
        return containers[containers.length - 1];
    }

    int lastIndex() {
        return indexes[indexes.length - 1];
    }

    /// Whether a slot stands at the end.
    boolean present() {
        return present;
    }

    Slot slot() {
        return slot(containers.length - 1);
    }

    /// The root after the last container became `changed`.
    Node rebuilt(Container changed) {
        Node node = changed;
        for (int level = containers.length - 2; level >= 0; level--) {
            Slots slots = containers[level].slots();
            Slot slot = slots.get(indexes[level]).withValue(node);
            node = containers[level].with(slots.with(indexes[level], slot));
        }
        return node;
    }

    Node replacing(Slot slot) {
        return rebuilt(last().with(last().slots().with(lastIndex(), slot)));
    }

    Node removing() {
        return rebuilt(last().with(last().slots().without(lastIndex())));
    }

    Node inserting(Slot slot) {
        Slots longer = last().slots().withInserted(lastIndex(), slot);
        return rebuilt(
                switch (last()) {
                    case Members members -> members.withNew(longer);
                    case Elements elements -> elements.with(longer);
                });
    }

    /// The path to the end, its last token being `token`.
    JsonPointer pointer(String token) {
        List<String> tokens = new ArrayList<>(containers.length);
        for (int level = 0; level < containers.length - 1; level++) {
            tokens.add(containers[level] instanceof Members ? slot(level).name() : Integer.toString(indexes[level]));
        }
        tokens.add(token);
        return new JsonPointer(tokens);
    }

    /// The path to the slot at the end, or to where an element is inserted.
    JsonPointer pointer() {
        return pointer(last() instanceof Members ? slot().name() : Integer.toString(lastIndex()));
    }
}
