package dev.parley.application.sessions;

import dev.parley.domain.document.Document;
import dev.parley.domain.json.CanonicalJson;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonNull;
import dev.parley.domain.shared.LaneConfined;

/// The last version of a session's document that somebody read whole. Making one costs as much as the document is
/// large, and a crowd that comes at once reads the same.
@LaneConfined
final class DocumentViews {
    /// @param hash lower-case hex SHA-256 of the RFC 8785 text
    record View(Document document, Json json, String hash) {
        static View of(Document document) {
            Json json = document.json();
            return new View(document, json, CanonicalJson.sha256Hex(json));
        }
    }

    private View last = View.of(Document.at(0, JsonNull.NULL));

    boolean has(Document document) {
        return last.document() == document;
    }

    View last() {
        return last;
    }

    void made(View view) {
        last = view;
    }
}
