package dev.parley.domain.sessions;

import dev.parley.domain.access.Principal;
import dev.parley.domain.access.Role;
import dev.parley.domain.access.SessionRights;
import dev.parley.domain.document.Applied;
import dev.parley.domain.document.Apply;
import dev.parley.domain.document.Document;
import dev.parley.domain.document.DocumentLimits;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.shared.SessionId;
import dev.parley.domain.shared.UserId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// A session at one version: the fold of its changes up to there.
///
/// @param document may bear the number of an older version, where later ones did not touch it
/// @param members in the order in which they became members
public record SessionState(
        long version, Document document, SequencedMap<UserId, Role> members, Optional<Role> joinRole) {
    /// What was accepted once is read back, whatever the limits are by now.
    private static final DocumentLimits ALREADY_ACCEPTED = new DocumentLimits(
            DocumentLimits.MOST_BYTES, Integer.MAX_VALUE, DocumentLimits.MOST_NODES, Integer.MAX_VALUE);

    public SessionState {
        members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
    }

    public static SessionState of(Change.Created created) {
        LinkedHashMap<UserId, Role> members = new LinkedHashMap<>();
        members.put(created.by().user(), Role.OWNER);
        return new SessionState(1, Document.create(created.document(), created.by()), members, created.joinRole());
    }

    public static SessionState of(Snapshot snapshot) {
        Document document = Document.at(snapshot.version(), snapshot.document());
        return new SessionState(snapshot.version(), document, snapshot.members(), snapshot.joinRole());
    }

    /// Linear in the document.
    public Snapshot snapshot() {
        return new Snapshot(version, document.json(), members, joinRole);
    }

    public SessionRights rights(Principal principal, SessionId session) {
        Optional<Role> membership = role(principal.user());
        return SessionRights.of(membership, joinRole, principal.grants().ceiling(session));
    }

    /// A user's membership.
    public Optional<Role> role(UserId user) {
        return Optional.ofNullable(members.get(user));
    }

    /// The state after the next stored change.
    ///
    /// @throws IllegalStateException where it is not the next one or does not fit: the log is damaged
    public SessionState after(Committed next) {
        if (next.version() != version + 1) {
            throw new IllegalStateException("version " + next.version() + " follows version " + version);
        }
        return switch (next.change()) {
            case Change.Patched patched -> after(patched);
            case Change.RoleChanged changed -> withRole(changed.user(), changed.role());
            case Change.Created _ -> throw new IllegalStateException("created again at version " + next.version());
        };
    }

    private SessionState after(Change.Patched patched) {
        return switch (Apply.apply(document, patched.patch(), version + 1, patched.by(), ALREADY_ACCEPTED)) {
            case Applied.Done(Document result, JsonPatch _) -> withDocument(result);
            case Applied.Failed failed ->
                throw new IllegalStateException("version " + (version + 1) + " does not apply: " + failed.detail());
        };
    }

    SessionState withDocument(Document result) {
        return new SessionState(version + 1, result, members, joinRole);
    }

    public SessionState withRole(UserId user, Optional<Role> role) {
        LinkedHashMap<UserId, Role> changed = new LinkedHashMap<>(members);
        role.ifPresentOrElse(given -> changed.put(user, given), () -> changed.remove(user));
        return new SessionState(version + 1, document, changed, joinRole);
    }
}
