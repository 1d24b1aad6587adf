package dev.parley.domain.access;

import static dev.parley.domain.access.Capability.*;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A named set of capabilities, each role holding all that the next one holds.
public enum Role {
    OWNER(EnumSet.allOf(Capability.class)),
    ADMIN(EnumSet.complementOf(EnumSet.of(SESSION_CLOSE, SESSION_DELETE, OWNER_TRANSFER))),
    EDITOR(EnumSet.of(
            DOC_READ,
            PRESENCE_READ,
            HISTORY_READ,
            PRESENCE_PUBLISH,
            DOC_WRITE,
            UNDO_OWN,
            SNAPSHOT_CREATE,
            COMMENT_CREATE)),
    COMMENTER(EnumSet.of(DOC_READ, PRESENCE_READ, HISTORY_READ, PRESENCE_PUBLISH, COMMENT_CREATE)),
    VIEWER(EnumSet.of(DOC_READ, PRESENCE_READ, HISTORY_READ));

    @SuppressWarnings("ImmutableEnumChecker") // unmodifiable from the constructor on
    private final Set<Capability> capabilities;

    Role(EnumSet<Capability> capabilities) {
        this.capabilities = Collections.unmodifiableSet(capabilities);
    }

    public boolean may(Capability capability) {
        return capabilities.contains(capability);
    }

    public Set<Capability> capabilities() {
        return capabilities;
    }

    /// The one that allows less.
    public Role stricter(Role other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> named(String wireName) {
        return Arrays.stream(values())
                .filter(role -> role.wireName().equals(wireName))
                .findFirst();
    }
}
