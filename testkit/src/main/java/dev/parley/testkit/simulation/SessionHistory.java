package dev.parley.testkit.simulation;

import dev.parley.domain.access.Capability;
import dev.parley.domain.access.Role;
import dev.parley.domain.json.CanonicalJson;
import dev.parley.domain.json.JsonString;
import dev.parley.domain.json.PatchOperation;
import dev.parley.domain.sessions.Change;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.sessions.SessionState;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One session's log and its fold, version by version.
final class SessionHistory {
    /// Who, and under which number.
    private record Operation(ClientId client, long clientSeq) {}

    private final String name;
    private final List<Committed> log = new ArrayList<>();
    private final List<SessionState> states = new ArrayList<>();
    private final List<String> hashes = new ArrayList<>();
    private final Map<Operation, Long> operations = new HashMap<>();
    /// Every edit writes a text of its own somewhere: its effect.
    private final Map<String, Long> tokens = new HashMap<>();

    SessionHistory(String name) {
        this.name = name;
    }

    long head() {
        return log.size();
    }

    boolean isCreated() {
        return !log.isEmpty();
    }

    Committed at(long version) {
        Violation.unless(
                version >= 1 && version <= head(),
                "%s: version %d is not on disk, which has %d",
                name,
                version,
                head());
        return log.get((int) version - 1);
    }

    SessionState state(long version) {
        at(version);
        return states.get((int) version - 1);
    }

    SessionState state() {
        return state(head());
    }

    /// Of the canonical text at that version.
    String hash(long version) {
        at(version);
        int index = (int) version - 1;
        if (hashes.get(index).isEmpty()) {
            hashes.set(
                    index, CanonicalJson.sha256Hex(states.get(index).document().json()));
        }
        return hashes.get(index);
    }

    boolean isCommitted(ClientId client, long clientSeq) {
        return operations.containsKey(new Operation(client, clientSeq));
    }

    /// Whether the user had the role at some version; empty is none of his own.
    boolean everHad(UserId user, Optional<Role> role) {
        return states.stream().anyMatch(state -> state.role(user).equals(role));
    }

    boolean hasEffect(String token) {
        return tokens.containsKey(token);
    }

    void add(Committed next) {
        Violation.unless(next.version() == head() + 1, "%s: %d follows %d", name, next.version(), head());
        switch (next.change()) {
            case Change.Created created -> states.add(SessionState.of(created));
            case Change.Patched patched -> addPatch(next, patched);
            case Change.RoleChanged _ -> states.add(state().after(next));
        }
        log.add(next);
        hashes.add("");
    }

    private void addPatch(Committed next, Change.Patched patched) {
        SessionState before = state();
        UserId author = patched.by().user();
        Optional<Role> role = before.role(author).or(before::joinRole);
        Violation.unless(
                role.filter(has -> has.may(Capability.DOC_WRITE)).isPresent(),
                "%s: version %d is by %s, who may not write any more",
                name,
                next.version(),
                author.value());
        Operation operation = new Operation(patched.by(), patched.settlement().clientSeq());
        Long earlier = operations.put(operation, next.version());
        Violation.unless(earlier == null, "%s: %s is committed twice, at %s and now", name, operation, earlier);
        patched.patch().operations().forEach(one -> addEffect(one, next.version()));
        states.add(before.after(next));
    }

    private void addEffect(PatchOperation operation, long version) {
        switch (operation) {
            case PatchOperation.Add(var _, JsonString(String token)) -> addToken(token, version);
            case PatchOperation.Replace(var _, JsonString(String token)) -> addToken(token, version);
            case PatchOperation.Add _,
                    PatchOperation.Replace _,
                    PatchOperation.Remove _,
                    PatchOperation.Move _,
                    PatchOperation.Copy _,
                    PatchOperation.Test _ -> {}
        }
    }

    private void addToken(String token, long version) {
        Long earlier = tokens.put(token, version);
        Violation.unless(earlier == null, "%s: %s takes effect twice, at %s and %d", name, token, earlier, version);
    }
}
