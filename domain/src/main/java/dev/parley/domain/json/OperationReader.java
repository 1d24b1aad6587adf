package dev.parley.domain.json;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Reads one operation object (RFC 6902 §4).
final class OperationReader {
    sealed interface Read {
        record Operation(PatchOperation operation) implements Read {}

        record Wrong(String detail, Optional<Excess> excess) implements Read {}
    }

    /// A member's value, or why there is none.
    private sealed interface Found<T> {
        record Value<T>(T value) implements Found<T> {}

        record Missing<T>(Read.Wrong why) implements Found<T> {}
    }

    private final JsonObject object;
    private final PatchLimits limits;

    private OperationReader(JsonObject object, PatchLimits limits) {
        this.object = object;
        this.limits = limits;
    }

    static Read read(Json json, PatchLimits limits) {
        return json instanceof JsonObject object
                ? new OperationReader(object, limits).read()
                : wrong("an operation is an object");
    }

    private Read read() {
        return switch (object.member("op").orElse(JsonNull.NULL)) {
            case JsonString(String op) ->
                switch (op) {
                    case "add" -> with(path(), value(), PatchOperation.Add::new);
                    case "remove" -> then(path(), OperationReader::remove);
                    case "replace" -> with(path(), value(), PatchOperation.Replace::new);
                    case "move" -> then(pointer("from"), from -> then(path(), path -> move(from, path)));
                    case "copy" -> with(pointer("from"), path(), PatchOperation.Copy::new);
                    case "test" -> with(path(), value(), PatchOperation.Test::new);
                    default -> wrong("unknown op");
                };
            case JsonObject _, JsonArray _, JsonNumber _, JsonBoolean _, JsonNull _ -> wrong("op must be a string");
        };
    }

    private static Read remove(JsonPointer path) {
        return path.isRoot()
                ? wrong("the whole document cannot be removed")
                : new Read.Operation(new PatchOperation.Remove(path));
    }

    /// RFC 6902 §4.4: `from` must not be a proper prefix of `path`; the root can be neither.
    private static Read move(JsonPointer from, JsonPointer path) {
        if (path.isRoot()) {
            return wrong("nothing can be moved over the whole document");
        }
        return from.isPrefixOf(path) && !from.equals(path)
                ? wrong("a value cannot be moved into itself")
                : new Read.Operation(new PatchOperation.Move(from, path));
    }

    private Found<JsonPointer> path() {
        return pointer("path");
    }

    private Found<JsonPointer> pointer(String name) {
        if (!(object.member(name).orElse(JsonNull.NULL) instanceof JsonString(String text))) {
            return new Found.Missing<>(wrong(name + " must be a string"));
        }
        Optional<Excess> excess = limits.checkPointer(text.length());
        if (excess.isPresent()) {
            return new Found.Missing<>(new Read.Wrong(name + " is too long", excess));
        }
        return JsonPointer.parse(text)
                .<Found<JsonPointer>>map(Found.Value::new)
                .orElseGet(() -> new Found.Missing<>(wrong(name + " is not a JSON Pointer")));
    }

    private Found<Json> value() {
        return object.member("value")
                .<Found<Json>>map(Found.Value::new)
                .orElseGet(() -> new Found.Missing<>(wrong("value is missing")));
    }

    private static <A, B> Read with(Found<A> first, Found<B> second, BiFunction<A, B, PatchOperation> made) {
        return then(first, a -> then(second, b -> new Read.Operation(made.apply(a, b))));
    }

    private static <T> Read then(Found<T> found, Function<T, Read> next) {
        return switch (found) {
            case Found.Value<T>(T value) -> next.apply(value);
            case Found.Missing<T>(Read.Wrong why) -> why;
        };
    }

    private static Read.Wrong wrong(String detail) {
        return new Read.Wrong(detail, Optional.empty());
    }
}
