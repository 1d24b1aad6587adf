package dev.parley.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.events.EventLog;
import dev.parley.application.events.EventLog.Opened;
import dev.parley.application.events.EventLog.Page;
import dev.parley.application.sessions.OperationLog;
import dev.parley.application.sessions.OperationLog.Changes;
import dev.parley.application.sessions.SnapshotStore.Saved;
import dev.parley.domain.access.Role;
import dev.parley.domain.events.Event;
import dev.parley.domain.events.NewEvent;
import dev.parley.domain.events.Topic;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.JsonPointer;
import dev.parley.domain.json.JsonString;
import dev.parley.domain.json.PatchOperation;
import dev.parley.domain.sessions.Acknowledgement;
import dev.parley.domain.sessions.Change;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.sessions.Settlement;
import dev.parley.domain.sessions.Snapshot;
import dev.parley.domain.shared.Bytes;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.SessionId;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.StreamKey;
import dev.parley.domain.shared.TenantId;
import dev.parley.domain.shared.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a victim writes. Every record follows from its place, so that any reader knows what should be
/// there.
final class Evidence {
    /// Records in one append: all of them are there, or none.
    static final int GROUP = 3;

    static final List<StreamKey> STREAMS =
            List.of(new StreamKey(TenantId.DEFAULT, "s1"), new StreamKey(TenantId.DEFAULT, "s2"));
    static final List<SessionKey> SESSIONS = List.of(
            new SessionKey(TenantId.DEFAULT, new SessionId("p1")),
            new SessionKey(TenantId.DEFAULT, new SessionId("p2")));
    private static final ClientId AUTHOR = new ClientId(new UserId("ann"), new DeviceId("phone"));

    private Evidence() {}

    static List<NewEvent> events(StreamKey stream, long after) {
        List<NewEvent> events = new ArrayList<>();
        for (long offset = after + 1; offset <= after + GROUP; offset++) {
            Bytes data = Bytes.utf8("{\"n\":" + offset + ",\"text\":\"" + "x".repeat((int) (offset % 400)) + "\"}");
            events.add(new NewEvent(
                    new Topic(stream.stream()), "e" + offset, offset, Optional.empty(), Optional.empty(), data));
        }
        return events;
    }

    static List<Change> changes(long after) {
        List<Change> changes = new ArrayList<>();
        for (long version = after + 1; version <= after + GROUP; version++) {
            changes.add(change(version));
        }
        return changes;
    }

    private static Change change(long version) {
        Json value = new JsonString("x".repeat((int) (version % 400)));
        if (version == 1) {
            return new Change.Created(AUTHOR, 1, JsonObject.of("a", value), Optional.of(Role.EDITOR));
        }
        JsonPatch patch = new JsonPatch(List.of(new PatchOperation.Add(JsonPointer.ROOT.child("a"), value)));
        Acknowledgement answer =
                new Acknowledgement(version, Acknowledgement.Outcome.APPLIED, true, Optional.empty(), List.of());
        return new Change.Patched(
                AUTHOR, version, patch, JsonPatch.EMPTY, new Settlement(AUTHOR, version, "abc", answer));
    }

    static long head(JdbcStore store, StreamKey stream) {
        Opened opened = Waiting.ask(reply -> store.events().open(stream, reply));
        return switch (opened) {
            case Opened.Head head -> head.head();
            case Opened.Failed(String why) -> throw new AssertionError(why);
        };
    }

    static long head(JdbcStore store, SessionKey session) {
        OperationLog.Loaded loaded = Waiting.ask(reply -> store.operations().load(session, reply));
        return switch (loaded) {
            case OperationLog.Loaded.Found found ->
                found.snapshot().map(Snapshot::version).orElse(0L)
                        + found.tail().size();
            case OperationLog.Loaded.Absent _ -> 0;
            case OperationLog.Loaded.Failed(String why) -> throw new AssertionError(why);
        };
    }

    /// Reads all events after `from`; the store checks holes and checksums, this the content.
    static void checkEvents(JdbcStore store, StreamKey stream, long from, long head) {
        for (long after = from; after < head; ) {
            long start = after;
            Page page = Waiting.ask(reply -> store.events().read(stream, TopicPattern.EVERYTHING, start, 1_000, reply));
            assertThat(page).isInstanceOf(Page.Read.class);
            List<Event> events = ((Page.Read) page).events();
            checkContent(stream, events, after);
            after += events.size();
        }
    }

    /// What stands behind `after` is what was written there.
    static void checkContent(StreamKey stream, List<Event> events, long after) {
        long offset = after;
        for (Event event : events) {
            long first = offset / GROUP * GROUP;
            NewEvent expected = events(stream, first).get((int) (offset - first));
            assertThat(event).isEqualTo(new Event(++offset, expected));
        }
    }

    static void checkChanges(JdbcStore store, SessionKey session, long from, long head) {
        for (long after = from; after < head; ) {
            long start = after;
            Changes page = Waiting.ask(reply -> store.operations().read(session, start, 1_000, reply));
            assertThat(page).isInstanceOf(Changes.Read.class);
            for (Committed committed : ((Changes.Read) page).changes()) {
                after++;
                assertThat(committed).isEqualTo(new Committed(after, change(after)));
            }
        }
    }

    /// The next append goes through, and a resend of it is known.
    static void checkNext(JdbcStore store, StreamKey stream, long head) {
        EventLog.Append next = new EventLog.Append(stream, store.boot(), OptionalLong.of(head), events(stream, head));
        assertThat(Waiting.<EventLog.Appended>ask(reply -> store.events().append(next, reply)))
                .isEqualTo(new EventLog.Appended.Durable(head + 1, head + GROUP));
        assertThat(Waiting.<EventLog.Appended>ask(reply -> store.events().append(next, reply)))
                .isEqualTo(new EventLog.Appended.Duplicate(List.of(head + 1, head + 2, head + 3)));
    }

    static void checkNext(JdbcStore store, SessionKey session, long head) {
        OperationLog.Append next = new OperationLog.Append(session, store.boot(), head, changes(head));
        assertThat(Waiting.<OperationLog.Appended>ask(
                        reply -> store.operations().append(next, reply)))
                .isEqualTo(new OperationLog.Appended.Durable(head + 1, head + GROUP));
        Snapshot snapshot = new Snapshot(head + GROUP, JsonObject.EMPTY, new LinkedHashMap<>(), Optional.empty());
        assertThat(Waiting.<Saved>ask(reply -> store.snapshots().save(session, snapshot, reply)))
                .isEqualTo(new Saved.Done());
    }
}
