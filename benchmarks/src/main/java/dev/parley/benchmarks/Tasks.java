package dev.parley.benchmarks;

import dev.parley.domain.json.EncodedSize;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonBoolean;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonString;
import java.util.ArrayList;
import java.util.List;

/// A task list of a wanted size: the shape most documents have, an array of small objects.
final class Tasks {
    private Tasks() {}

    /// @return `{"title": …, "items": [{"id", "title", "done", "tags"} …]}` of at least `bytes`
    static Json ofBytes(int bytes) {
        List<Json> items = new ArrayList<>();
        long size = 0;
        while (size < bytes) {
            Json item = item(items.size());
            items.add(item);
            size += 1 + EncodedSize.of(item);
        }
        return JsonObject.of("title", new JsonString("Tasks")).with("items", new JsonArray(items));
    }

    static int count(Json tasks) {
        return ((JsonArray) ((JsonObject) tasks).member("items").orElseThrow())
                .items()
                .size();
    }

    static Json item(int number) {
        return JsonObject.of("id", JsonNumber.of(number))
                .with("title", new JsonString("Task number " + number))
                .with("done", JsonBoolean.of(number % 3 == 0))
                .with("tags", JsonArray.of(new JsonString("red"), new JsonString("tag" + number % 7)));
    }
}
