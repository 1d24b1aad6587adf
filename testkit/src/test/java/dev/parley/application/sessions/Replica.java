package dev.parley.application.sessions;

import dev.parley.application.delivery.Notice;
import dev.parley.domain.document.Applied;
import dev.parley.domain.document.Apply;
import dev.parley.domain.document.Document;
import dev.parley.domain.document.DocumentLimits;
import dev.parley.domain.json.CanonicalJson;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.shared.ClientId;

/// A client's copy of the document, which follows the wire and nothing else.
final class Replica {
    private long version;
    private Document document;

    Replica(long version, Json json) {
        this.version = version;
        this.document = Document.at(version, json);
    }

    long version() {
        return version;
    }

    Json json() {
        return document.json();
    }

    String hash() {
        return CanonicalJson.sha256Hex(json());
    }

    void hear(Notice.SessionPatched notice) {
        follow(notice.version(), notice.patch(), notice.by());
    }

    void hear(Notice.SessionChanged notice) {
        if (isNext(notice.version())) {
            version = notice.version();
        }
    }

    void follow(long next, JsonPatch patch, ClientId by) {
        if (isNext(next)) {
            Applied applied = Apply.apply(document, patch, next, by, DocumentLimits.DEFAULT);
            if (!(applied instanceof Applied.Done(Document result, JsonPatch _))) {
                throw new AssertionError("version " + next + " does not apply: " + applied);
            }
            document = result;
            version = next;
        }
    }

    /// What is known already is heard again after a reconnect.
    private boolean isNext(long next) {
        if (next > version + 1) {
            throw new AssertionError("version " + next + " follows " + version);
        }
        return next == version + 1;
    }
}
