package dev.parley.domain.sessions;

import dev.parley.domain.access.Role;
import dev.parley.domain.json.Json;
import dev.parley.domain.shared.UserId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// A session folded up to and including `version`: a load needs it and the changes after it, nothing before.
public record Snapshot(long version, Json document, SequencedMap<UserId, Role> members, Optional<Role> joinRole) {
    public Snapshot {
        members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
    }
}
