package dev.parley.application.sessions;

import dev.parley.domain.document.Document;
import dev.parley.domain.json.CanonicalJson;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonNull;
import dev.parley.domain.shared.LaneConfined;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The last version of a session's document that somebody read whole. Making one costs as much as the document is
/// large, so a crowd that comes at once waits for the same one.
@LaneConfined
final class DocumentViews {
    /// @param hash lower-case hex SHA-256 of the RFC 8785 text
    record View(Document document, Json json, String hash) {
        static View of(Document document) {
            Json json = document.json();
            return new View(document, json, CanonicalJson.sha256Hex(json));
        }
    }

    private final Map<Document, List<Consumer<View>>> readers = new HashMap<>();
    private View last = View.of(Document.at(0, JsonNull.NULL));

    boolean has(Document document) {
        return last.document() == document;
    }

    View last() {
        return last;
    }

    /// @return whether somebody has to make it: the first who waits for it
    boolean await(Document document, Consumer<View> reader) {
        List<Consumer<View>> waiting = readers.computeIfAbsent(document, _ -> new ArrayList<>());
        waiting.add(reader);
        return waiting.size() == 1;
    }

    void made(View view) {
        last = view;
        readers.getOrDefault(view.document(), List.of()).forEach(reader -> reader.accept(view));
        readers.remove(view.document());
    }
}
