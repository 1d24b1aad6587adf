package dev.parley.testkit.simulation;

import dev.parley.domain.document.Applied;
import dev.parley.domain.document.Apply;
import dev.parley.domain.document.Document;
import dev.parley.domain.document.DocumentLimits;
import dev.parley.domain.json.CanonicalJson;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.JsonPatches;
import dev.parley.domain.json.JsonString;
import dev.parley.domain.json.PatchLimits;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A client's copy of a document. It rebases nothing itself: edits are gathered into one patch on the version they
/// were made on, and what is made on a patch in flight is kept only where that comes true as it was made.
final class Replica {
    /// A patch as it is sent, every time the same.
    record Sent(long base, long clientSeq, List<Json> operations, boolean strict) {}

    /// @param after what is shown with it
    private record Kept(long base, List<Json> operations, boolean strict, Document after) {}

    private static final ClientId SOMEBODY = new ClientId(new UserId("somebody"), new DeviceId("somewhere"));

    private final String owner;
    private Optional<Document> confirmed = Optional.empty();
    private long epoch;
    private long version;
    private long clientSeq;
    private Optional<Sent> inFlight = Optional.empty();
    /// What is shown with the patch in flight.
    private Optional<Document> afterFlight = Optional.empty();
    private Optional<Kept> kept = Optional.empty();

    Replica(String owner) {
        this.owner = owner;
    }

    boolean isReady() {
        return confirmed.isPresent();
    }

    boolean isPending() {
        return inFlight.isPresent() || kept.isPresent();
    }

    long epoch() {
        return epoch;
    }

    long version() {
        return version;
    }

    Json document() {
        return confirmed.orElseThrow().json();
    }

    private Document onScreen() {
        return kept.map(Kept::after).or(() -> afterFlight).or(() -> confirmed).orElseThrow();
    }

    Json shown() {
        return onScreen().json();
    }

    /// Where it stands, for a join.
    Optional<JsonObject> since() {
        if (!isReady()) {
            return Optional.empty();
        }
        Params since = new Params().with("epoch", epoch).with("version", version);
        return Optional.of(isPending() ? since.with("pending", true).json() : since.json());
    }

    void joined(Fields answer) {
        clientSeq = Math.max(clientSeq, answer.number("clientSeq"));
        epoch = answer.number("epoch");
        if (answer.has("document")) {
            giveUp();
            version = answer.number("version");
            confirmed = Optional.of(Document.at(version, answer.get("document")));
        } else {
            answer.list("patches").forEach(change -> advance(Fields.of(change)));
        }
        Violation.unless(
                version == answer.number("version"), "%s: joined at %d, told %s", owner, version, answer.json());
        Violation.unless(
                CanonicalJson.sha256Hex(document()).equals(answer.text("hash")),
                "%s: another document than the server's at version %d",
                owner,
                version);
    }

    /// Pending work is lost: its ground is gone.
    void giveUp() {
        inFlight = Optional.empty();
        afterFlight = Optional.empty();
        kept = Optional.empty();
    }

    /// The next version; one that is known already changes nothing.
    ///
    /// @return whether it fits
    boolean advance(Fields change) {
        return advance(change.number("version"), change.has("patch") ? change.list("patch") : List.of());
    }

    private boolean advance(long next, List<Json> operations) {
        if (next > version + 1) {
            return false;
        }
        if (next == version + 1) {
            confirmed = Optional.of(applied(confirmed.orElseThrow(), operations, next)
                    .orElseThrow(() -> new Violation(owner + ": version " + next + " does not apply")));
            version = next;
        }
        return true;
    }

    private static Optional<Document> applied(Document to, List<Json> operations, long next) {
        return Apply.apply(to, patch(operations), next, SOMEBODY, DocumentLimits.DEFAULT)
                        instanceof Applied.Done(Document after, JsonPatch _)
                ? Optional.of(after)
                : Optional.empty();
    }

    private static JsonPatch patch(List<Json> operations) {
        if (JsonPatches.parse(new JsonArray(operations), PatchLimits.DEFAULT)
                instanceof JsonPatches.Parsed.Good(JsonPatch patch)) {
            return patch;
        }
        throw new Violation("not a patch: " + operations);
    }

    /// One of its own on what is shown; nothing where it does not fit there.
    void edit(RandomEdits.Edit edit) {
        Document shown = onScreen();
        applied(shown, edit.operations(), shown.version() + 1).ifPresent(after -> {
            List<Json> all = new ArrayList<>(kept.map(Kept::operations).orElse(List.of()));
            all.addAll(edit.operations());
            boolean strict = edit.strict() && kept.isEmpty();
            kept = Optional.of(new Kept(kept.map(Kept::base).orElse(version), all, strict, after));
        });
    }

    /// What to send now: the unanswered patch again, else what was gathered.
    Optional<Sent> next() {
        if (inFlight.isEmpty() && kept.isPresent()) {
            Kept ready = kept.get();
            inFlight = Optional.of(new Sent(ready.base(), ++clientSeq, ready.operations(), ready.strict()));
            afterFlight = Optional.of(ready.after());
            kept = Optional.empty();
        }
        return inFlight;
    }

    void acknowledged(Fields answer) {
        if (answer.flag("committed")) {
            List<Json> operations = answer.has("patch")
                    ? answer.list("patch")
                    : inFlight.orElseThrow().operations();
            Violation.unless(
                    advance(answer.number("version"), operations), "%s: acknowledged too early: %s", owner, answer);
        }
        settle();
    }

    /// What the patch in flight would write.
    List<String> tokens() {
        return inFlight.map(Sent::operations).orElse(List.of()).stream()
                .map(Fields::of)
                .filter(operation -> !operation.text("op").equals("test"))
                .flatMap(operation -> operation.json().member("value").stream())
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).value())
                .toList();
    }

    /// For good: nothing of it happened.
    void refused() {
        settle();
    }

    private void settle() {
        Optional<Document> made = afterFlight;
        inFlight = Optional.empty();
        afterFlight = Optional.empty();
        Optional<Kept> later = kept;
        kept = Optional.empty();
        later.filter(edits -> made.map(Document::json).equals(confirmed.map(Document::json)))
                .ifPresent(edits -> edit(new RandomEdits.Edit(edits.operations(), edits.strict())));
    }
}
