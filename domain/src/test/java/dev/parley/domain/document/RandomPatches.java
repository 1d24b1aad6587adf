package dev.parley.domain.document;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.JsonPointer;
import dev.parley.domain.json.PatchOperation;
import dev.parley.domain.json.RandomJson;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Seeded patches that apply to the document they were made for, in all ways that RFC 6902 allows.
public final class RandomPatches {
    public enum Kind {
        ADD,
        REMOVE,
        REPLACE,
        TEST,
        MOVE,
        COPY
    }

    /// What a rebase carries over concurrent changes.
    public static final List<Kind> REBASED = List.of(
            Kind.ADD, Kind.ADD, Kind.ADD, Kind.ADD, Kind.REMOVE, Kind.REMOVE, Kind.REPLACE, Kind.REPLACE, Kind.TEST);

    public static final List<Kind> ALL = List.of(Kind.values());

    private static final ClientId NOBODY = new ClientId(new UserId("nobody"), new DeviceId("none"));

    private final SplittableRandom random;
    private final RandomJson values;
    private final List<Kind> kinds;

    public RandomPatches(SplittableRandom random, List<Kind> kinds) {
        this.random = random;
        this.values = RandomJson.dense(random);
        this.kinds = kinds;
    }

    /// @return 1 to `most` operations
    public JsonPatch on(Json seen, int most) {
        List<PatchOperation> operations = new ArrayList<>();
        int wanted = 1 + random.nextInt(most);
        Document document = Document.at(0, seen);
        while (operations.size() < wanted) {
            PatchOperation operation = operation(document.json());
            Optional<Document> after = after(document, operation);
            if (after.isPresent()) {
                document = after.get();
                operations.add(operation);
            }
        }
        return new JsonPatch(operations);
    }

    private static Optional<Document> after(Document document, PatchOperation operation) {
        JsonPatch alone = new JsonPatch(List.of(operation));
        return switch (Apply.apply(document, alone, document.version() + 1, NOBODY, DocumentLimits.DEFAULT)) {
            case Applied.Done done -> Optional.of(done.document());
            case Applied.Failed _ -> Optional.empty();
        };
    }

    /// May not apply.
    private PatchOperation operation(Json seen) {
        Kind kind = kinds.get(random.nextInt(kinds.size()));
        return switch (kind) {
            case ADD -> add(seen);
            case REMOVE -> new PatchOperation.Remove(existing(seen));
            case REPLACE -> new PatchOperation.Replace(existing(seen), values.value());
            case TEST -> test(seen);
            case MOVE -> new PatchOperation.Move(existing(seen), place(seen));
            case COPY -> new PatchOperation.Copy(existing(seen), place(seen));
        };
    }

    /// Now and then the container that others make too, which ends nothing.
    private PatchOperation add(Json seen) {
        JsonPointer place = place(seen);
        boolean shared = !place.isRoot() && place.tokens().getLast().equals("a");
        return new PatchOperation.Add(place, shared ? JsonObject.EMPTY : values.value());
    }

    private PatchOperation test(Json seen) {
        Path path = pick(paths(seen));
        return new PatchOperation.Test(path.pointer(), path.value());
    }

    /// Mostly a leaf, and hardly ever the root: a lost container ends everything concurrent in it.
    private JsonPointer existing(Json seen) {
        List<Path> paths = paths(seen);
        Path picked = pick(paths);
        boolean again =
                picked.pointer().isRoot() ? random.nextInt(50) > 0 : isContainer(picked) && random.nextInt(8) > 0;
        return again ? pick(paths).pointer() : picked.pointer();
    }

    private static boolean isContainer(Path path) {
        return path.value() instanceof JsonObject || path.value() instanceof JsonArray;
    }

    private JsonPointer place(Json seen) {
        List<Path> containers =
                paths(seen).stream().filter(RandomPatches::isContainer).toList();
        if (containers.isEmpty() || random.nextInt(200) == 0) {
            return JsonPointer.ROOT;
        }
        Path container = pick(containers);
        return container.value() instanceof JsonArray array
                ? container.pointer().child(index(array.items().size()))
                : container.pointer().child(name(container.value()));
    }

    /// Seldom one that is taken.
    private String name(Json object) {
        String name = values.name();
        boolean taken = object instanceof JsonObject(var members) && members.containsKey(name);
        return taken && random.nextInt(3) > 0 ? values.name() : name;
    }

    private String index(int size) {
        return random.nextInt(5) == 0 ? "-" : Integer.toString(random.nextInt(size + 1));
    }

    private Path pick(List<Path> paths) {
        return paths.get(random.nextInt(paths.size()));
    }

    /// A value in a document and where it is.
    public record Path(JsonPointer pointer, Json value) {}

    /// All of them, the root first.
    public static List<Path> paths(Json json) {
        List<Path> paths = new ArrayList<>();
        collect(JsonPointer.ROOT, json, paths);
        return paths;
    }

    private static void collect(JsonPointer pointer, Json json, List<Path> paths) {
        paths.add(new Path(pointer, json));
        if (json instanceof JsonObject(var members)) {
            members.forEach((name, value) -> collect(pointer.child(name), value, paths));
        } else if (json instanceof JsonArray(List<Json> items)) {
            for (int i = 0; i < items.size(); i++) {
                collect(pointer.child(Integer.toString(i)), items.get(i), paths);
            }
        }
    }
}
