package dev.parley.domain.document;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonNull;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonPointer;
import dev.parley.domain.json.PatchOperation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The oracle's document: plain mutable lists, ids spelled out as text, every search a full scan.
final class SlowTree {
    enum Kind {
        OBJECT,
        ARRAY,
        SCALAR
    }

    static final class Val {
        final String id;
        final Kind kind;
        final Json scalar;
        final List<Place> places = new ArrayList<>();

        Val(String id, Kind kind, Json scalar) {
            this.id = id;
            this.kind = kind;
            this.scalar = scalar;
        }

        Json json() {
            return switch (kind) {
                case SCALAR -> scalar;
                case ARRAY ->
                    new JsonArray(places.stream().map(place -> place.val.json()).toList());
                case OBJECT -> {
                    LinkedHashMap<String, Json> members = new LinkedHashMap<>();
                    places.forEach(place -> members.put(place.name, place.val.json()));
                    yield new JsonObject(members);
                }
            };
        }

        Optional<Place> member(String name) {
            return places.stream().filter(place -> place.name.equals(name)).findFirst();
        }

        int indexOf(String placement) {
            for (int i = 0; i < places.size(); i++) {
                if (places.get(i).placement.equals(placement)) {
                    return i;
                }
            }
            return -1;
        }
    }

    static final class Place {
        String name;
        String slot;
        String placement;
        String placer;
        Val val;

        Place(String name, String id, String placer, Val val) {
            this.name = name;
            this.slot = id;
            this.placement = id;
            this.placer = placer;
            this.val = val;
        }
    }

    /// A place and where it is.
    record Found(Val container, int index, JsonPointer path) {
        Place place() {
            return container.places.get(index);
        }
    }

    Val root;

    SlowTree(Json json, String label) {
        this.root = build(json, label, new int[1], "");
    }

    static Val build(Json json, String label, int[] count, String placer) {
        String id = label + "#" + count[0]++;
        if (json instanceof JsonObject(var members)) {
            Val val = new Val(id, Kind.OBJECT, JsonNull.NULL);
            new TreeMap<>(members).forEach((name, value) -> val.places.add(child(name, value, label, count, placer)));
            return val;
        }
        if (json instanceof JsonArray(List<Json> items)) {
            Val val = new Val(id, Kind.ARRAY, JsonNull.NULL);
            items.forEach(item -> val.places.add(child("", item, label, count, placer)));
            return val;
        }
        return new Val(id, Kind.SCALAR, json);
    }

    private static Place child(String name, Json value, String label, int[] count, String placer) {
        Val val = build(value, label, count, placer);
        return new Place(name, val.id, placer, val);
    }

    /// The container that a path's last token is read in.
    Val parent(JsonPointer path) {
        Val val = root;
        for (String token : path.parent().tokens()) {
            val = val.kind == Kind.OBJECT
                    ? val.member(token).orElseThrow().val
                    : val.places.get(Integer.parseInt(token)).val;
        }
        return val;
    }

    Found at(JsonPointer path) {
        Val parent = parent(path);
        String token = path.tokens().getLast();
        int index = parent.kind == Kind.OBJECT
                ? parent.places.indexOf(parent.member(token).orElseThrow())
                : Integer.parseInt(token);
        return new Found(parent, index, path);
    }

    static int index(Val array, JsonPointer path) {
        String token = path.tokens().getLast();
        return token.equals("-") ? array.places.size() : Integer.parseInt(token);
    }

    Optional<Found> slot(String id) {
        return slot(root, JsonPointer.ROOT, id);
    }

    private static Optional<Found> slot(Val val, JsonPointer path, String id) {
        for (int i = 0; i < val.places.size(); i++) {
            Place place = val.places.get(i);
            JsonPointer here = path.child(val.kind == Kind.OBJECT ? place.name : Integer.toString(i));
            Optional<Found> found =
                    place.slot.equals(id) ? Optional.of(new Found(val, i, here)) : slot(place.val, here, id);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /// A container and its path.
    record Held(Val val, JsonPointer path) {}

    Optional<Held> container(String id) {
        return container(root, JsonPointer.ROOT, id);
    }

    private static Optional<Held> container(Val val, JsonPointer path, String id) {
        if (val.id.equals(id)) {
            return Optional.of(new Held(val, path));
        }
        for (int i = 0; i < val.places.size(); i++) {
            Place place = val.places.get(i);
            String token = val.kind == Kind.OBJECT ? place.name : Integer.toString(i);
            Optional<Held> found = container(place.val, path.child(token), id);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /// A committed operation, as replay does it.
    void commit(PatchOperation operation, String label, String author) {
        switch (operation) {
            case PatchOperation.Add(JsonPointer path, Json value) -> put(path, value, label, author);
            case PatchOperation.Replace(JsonPointer path, Json value) -> {
                if (path.isRoot()) {
                    put(path, value, label, author);
                } else {
                    at(path).place().val = build(value, label, new int[1], author);
                }
            }
            case PatchOperation.Remove(JsonPointer path) -> {
                Found gone = at(path);
                gone.container().places.remove(gone.index());
            }
            case PatchOperation.Copy(JsonPointer from, JsonPointer path) ->
                put(path, from.isRoot() ? root.json() : at(from).place().val.json(), label, author);
            case PatchOperation.Move(JsonPointer from, JsonPointer path) -> {
                if (!from.equals(path)) {
                    move(from, path, label, author);
                }
            }
            case PatchOperation.Test _ -> {}
        }
    }

    private void put(JsonPointer path, Json value, String label, String author) {
        Val val = build(value, label, new int[1], author);
        if (path.isRoot()) {
            root = val;
            return;
        }
        Val parent = parent(path);
        if (parent.kind == Kind.ARRAY) {
            parent.places.add(index(parent, path), new Place("", val.id, author, val));
            return;
        }
        String name = path.tokens().getLast();
        parent.member(name)
                .ifPresentOrElse(
                        place -> place.val = val, () -> parent.places.add(new Place(name, val.id, author, val)));
    }

    private void move(JsonPointer from, JsonPointer path, String label, String author) {
        Found source = at(from);
        Place place = source.container().places.remove(source.index());
        place.placement = label + "#0";
        place.placer = author;
        Val parent = parent(path);
        if (parent.kind == Kind.ARRAY) {
            place.name = "";
            parent.places.add(index(parent, path), place);
            return;
        }
        place.name = path.tokens().getLast();
        parent.places.removeIf(other -> other.name.equals(place.name));
        parent.places.add(place);
    }
}
