package dev.parley.domain.document;

import dev.parley.domain.document.Node.Elements;
import dev.parley.domain.document.Node.Members;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonPointer;
import dev.parley.domain.json.PatchOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A move (RFC 6902 §4.4): the slot leaves its place first, then `path` is read in what is left. Slot and value
/// keep their ids, the placement is new.
///
/// The way back is a move too, except where §4.4 forbids one into the moved value's own former ancestor.
///
/// @param root before the move
record Moving(Node root, Numbering ids, JsonPointer from, Way source) {
    Optional<Edited> to(JsonPointer path) {
        return Way.along(source.removing(), path).map(way -> arrived(way, path));
    }

    private Edited arrived(Way way, JsonPointer path) {
        return switch (way.last()) {
            case Members _ when way.present() -> overMember(way);
            case Members members -> newMember(way, path, members.nextOrder());
            case Elements _ -> element(way);
        };
    }

    /// The slot that stood there ends.
    private Edited overMember(Way way) {
        Slot old = way.slot();
        JsonPointer there = way.pointer();
        List<PatchOperation> undo = there.isPrefixOf(from)
                ? List.of(new PatchOperation.Replace(there, before(there)))
                : List.of(
                        back(there),
                        new PatchOperation.Add(beforeLeaving(there), old.value().json()));
        return new Edited.Ok(way.replacing(asMember(old.name(), old.order())), undo, 0);
    }

    /// The value that held the moved one, as it was.
    private Json before(JsonPointer there) {
        return Way.along(root, there).orElseThrow().slot().value().json();
    }

    private Edited newMember(Way way, JsonPointer path, long order) {
        Slot slot = asMember(path.tokens().getLast(), order);
        return inserted(way, slot, List.of(back(path)));
    }

    private Edited element(Way way) {
        JsonPointer there = way.pointer();
        boolean held = there.isPrefixOf(from) && !there.equals(from);
        return inserted(way, asElement(), held ? pastAndBack(way, there) : List.of(back(there)));
    }

    /// `there` is where the neighbour stood that held the value: one step past it, then into it.
    private List<PatchOperation> pastAndBack(Way way, JsonPointer there) {
        JsonPointer past = way.pointer(Integer.toString(way.lastIndex() + 1));
        return List.of(new PatchOperation.Move(there, past), back(past));
    }

    private static Edited inserted(Way way, Slot slot, List<PatchOperation> undo) {
        return new Edited.Ok(way.inserting(slot), undo, way.last().slots().size() + 1);
    }

    private PatchOperation back(JsonPointer there) {
        return new PatchOperation.Move(there, from);
    }

    /// Where `there` is while the moved slot is still in its old place: elements behind it stand one further.
    private JsonPointer beforeLeaving(JsonPointer there) {
        int level = from.tokens().size() - 1;
        boolean passesBehind = source.last() instanceof Elements
                && there.tokens().size() > level
                && from.parent().isPrefixOf(there)
                && Integer.parseInt(there.tokens().get(level)) >= source.lastIndex();
        if (!passesBehind) {
            return there;
        }
        List<String> tokens = new ArrayList<>(there.tokens());
        tokens.set(level, Integer.toString(Integer.parseInt(tokens.get(level)) + 1));
        return new JsonPointer(tokens);
    }

    private Slot asMember(String name, long order) {
        return placed(Slot.member(
                name, order, ids.first(), ids.placer(), source.slot().value()));
    }

    private Slot asElement() {
        return placed(Slot.element(ids.first(), ids.placer(), source.slot().value()));
    }

    private Slot placed(Slot there) {
        return source.slot().movedTo(there);
    }
}
