package dev.parley.domain.document;

import dev.parley.domain.document.Node.Elements;
import dev.parley.domain.document.Node.Members;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonPointer;
import dev.parley.domain.json.PatchOperation;
import dev.parley.domain.shared.ErrorCode;
import java.util.List;
import java.util.Optional;

/// One operation on a tree (RFC 6902 §4), and what undoes it.
///
/// @param root before the operation
/// @param ids for what it makes
record Edit(Node root, Numbering ids) {
    private static final Edited.Wrong NO_PLACE = invalid("no such place to put a value");
    private static final Edited.Wrong NO_VALUE = invalid("no value at the path");
    private static final Edited.Wrong NO_SOURCE = invalid("no value at from");

    Edited of(PatchOperation operation) {
        return switch (operation) {
            case PatchOperation.Add(JsonPointer path, Json value) -> add(path, value);
            case PatchOperation.Remove(JsonPointer path) -> remove(path);
            case PatchOperation.Replace(JsonPointer path, Json value) -> replace(path, value);
            case PatchOperation.Move(JsonPointer from, JsonPointer path) -> move(from, path);
            case PatchOperation.Copy(JsonPointer from, JsonPointer path) -> copy(from, path);
            case PatchOperation.Test(JsonPointer path, Json value) -> test(path, value);
        };
    }

    private Edited add(JsonPointer path, Json value) {
        Node node = ids.node(value);
        return put(path, node, node.widest());
    }

    private Edited copy(JsonPointer from, JsonPointer path) {
        return at(root, from).map(source -> put(path, ids.copy(source), 0)).orElse(NO_SOURCE);
    }

    /// §4.1, for add and copy.
    private Edited put(JsonPointer path, Node node, int widest) {
        if (path.isRoot()) {
            return newRoot(node, widest);
        }
        return Way.along(root, path)
                .<Edited>map(way -> switch (way.last()) {
                    case Members _ -> way.present() ? newValue(way, node, widest) : member(way, path, node, widest);
                    case Elements _ -> element(way, node, widest);
                })
                .orElse(NO_PLACE);
    }

    private Edited.Ok newRoot(Node node, int widest) {
        return new Edited.Ok(node, List.of(new PatchOperation.Replace(JsonPointer.ROOT, root.json())), widest);
    }

    private static Edited.Ok newValue(Way way, Node node, int widest) {
        Slot old = way.slot();
        return new Edited.Ok(
                way.replacing(old.withValue(node)),
                List.of(new PatchOperation.Replace(way.pointer(), old.value().json())),
                widest);
    }

    private Edited.Ok member(Way way, JsonPointer path, Node node, int widest) {
        long order = ((Members) way.last()).nextOrder();
        Slot slot = Slot.member(path.tokens().getLast(), order, ids.first(), ids.placer(), node);
        return inserted(way, slot, path, widest);
    }

    private Edited.Ok element(Way way, Node node, int widest) {
        return inserted(way, Slot.element(ids.first(), ids.placer(), node), way.pointer(), widest);
    }

    private static Edited.Ok inserted(Way way, Slot slot, JsonPointer path, int widest) {
        int width = way.last().slots().size() + 1;
        return new Edited.Ok(way.inserting(slot), List.of(new PatchOperation.Remove(path)), Math.max(width, widest));
    }

    private Edited remove(JsonPointer path) {
        return present(root, path)
                .<Edited>map(way -> new Edited.Ok(
                        way.removing(),
                        List.of(new PatchOperation.Add(path, way.slot().value().json())),
                        0))
                .orElse(NO_VALUE);
    }

    private Edited replace(JsonPointer path, Json value) {
        Node node = ids.node(value);
        if (path.isRoot()) {
            return newRoot(node, node.widest());
        }
        return present(root, path)
                .<Edited>map(way -> newValue(way, node, node.widest()))
                .orElse(NO_VALUE);
    }

    private Edited test(JsonPointer path, Json value) {
        return at(root, path)
                .<Edited>map(node -> Sameness.same(node, value)
                        ? new Edited.Ok(root, List.of(), 0)
                        : new Edited.Wrong(ErrorCode.TEST_FAILED, "the value differs"))
                .orElse(new Edited.Wrong(ErrorCode.TEST_FAILED, "no value at the path"));
    }

    private Edited move(JsonPointer from, JsonPointer path) {
        Optional<Way> source = present(root, from);
        if (source.isEmpty()) {
            return NO_SOURCE;
        }
        if (from.equals(path)) {
            return new Edited.Ok(root, List.of(), 0);
        }
        return from.isPrefixOf(path) || path.isRoot()
                ? invalid("a value cannot be moved into itself or over the whole document")
                : new Moving(root, ids, from, source.get()).to(path).orElse(NO_PLACE);
    }

    static Optional<Node> at(Node root, JsonPointer path) {
        return path.isRoot()
                ? Optional.of(root)
                : present(root, path).map(way -> way.slot().value());
    }

    private static Optional<Way> present(Node root, JsonPointer path) {
        return path.isRoot() ? Optional.empty() : Way.along(root, path).filter(Way::present);
    }

    private static Edited.Wrong invalid(String detail) {
        return new Edited.Wrong(ErrorCode.INVALID_PATCH, detail);
    }
}
