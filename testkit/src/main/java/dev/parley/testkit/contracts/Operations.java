package dev.parley.testkit.contracts;

import dev.parley.domain.access.Role;
import dev.parley.domain.document.Dropped;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.JsonPointer;
import dev.parley.domain.json.JsonString;
import dev.parley.domain.json.PatchOperation;
import dev.parley.domain.sessions.Acknowledgement;
import dev.parley.domain.sessions.Change;
import dev.parley.domain.sessions.Settlement;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.SessionId;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.TenantId;
import dev.parley.domain.shared.UserId;
import java.util.List;
import java.util.Optional;

/// Changes for tests of a log, which never looks into them.
final class Operations {
    static final SessionKey PLAN = new SessionKey(TenantId.DEFAULT, new SessionId("plan"));
    static final ClientId ANN = client("ann", "phone");
    static final ClientId BOB = client("bob", "laptop");

    private Operations() {}

    static ClientId client(String user, String device) {
        return new ClientId(new UserId(user), new DeviceId(device));
    }

    static Change created() {
        return new Change.Created(ANN, 1, JsonObject.of("title", new JsonString("x")), Optional.of(Role.EDITOR));
    }

    static Change role(long time) {
        return new Change.RoleChanged(ANN, time, new UserId("bob"), Optional.of(Role.VIEWER));
    }

    static Change.Patched patched(ClientId by, long clientSeq) {
        return patched(by, clientSeq, "n" + clientSeq);
    }

    /// @param submitted tells two patches under one number apart
    static Change.Patched patched(ClientId by, long clientSeq, String submitted) {
        JsonPointer path = JsonPointer.ROOT.child("title");
        JsonPatch patch = new JsonPatch(List.of(new PatchOperation.Replace(path, new JsonString(submitted))));
        JsonPatch inverse = new JsonPatch(List.of(new PatchOperation.Replace(path, JsonNumber.of(clientSeq))));
        Acknowledgement answer = new Acknowledgement(
                clientSeq,
                Acknowledgement.Outcome.MERGED,
                true,
                Optional.of(patch),
                List.of(new Dropped(1, Dropped.Reason.OVERWRITTEN_SINCE, Optional.of(new JsonString(submitted)))));
        return new Change.Patched(by, clientSeq, patch, inverse, new Settlement(by, clientSeq, submitted, answer));
    }

    static Optional<Settlement> settlement(Change change) {
        return switch (change) {
            case Change.Patched patched -> Optional.of(patched.settlement());
            case Change.Created _, Change.RoleChanged _ -> Optional.empty();
        };
    }
}
