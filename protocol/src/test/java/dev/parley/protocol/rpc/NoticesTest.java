package dev.parley.protocol.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.access.Role;
import dev.parley.domain.document.Dropped;
import dev.parley.domain.events.Event;
import dev.parley.domain.events.NewEvent;
import dev.parley.domain.events.Topic;
import dev.parley.domain.json.JsonNull;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.JsonPointer;
import dev.parley.domain.json.PatchOperation;
import dev.parley.domain.sessions.Acknowledgement;
import dev.parley.domain.sessions.Acknowledgement.Outcome;
import dev.parley.domain.sessions.Change;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.sessions.Settlement;
import dev.parley.domain.shared.Bytes;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.SessionId;
import dev.parley.domain.shared.UserId;
import dev.parley.domain.typing.TypingFrame;
import dev.parley.domain.typing.TypingFrame.Typist;
import dev.parley.domain.typing.TypingKind;
import dev.parley.protocol.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class NoticesTest {
    private static final SessionId SESSION = new SessionId("s1");
    private static final UserId ANA = new UserId("ana");
    private static final UserId BEN = new UserId("ben");
    private static final ClientId CLIENT = new ClientId(ANA, new DeviceId("d1"));
    private static final JsonPatch PATCH =
            new JsonPatch(List.of(new PatchOperation.Remove(JsonPointer.ROOT.child("a"))));
    private static final String PATCH_TEXT = "[{\"op\":\"remove\",\"path\":\"/a\"}]";
    private static final String BY = "\"by\":{\"user\":\"ana\",\"device\":\"d1\"}";

    @Test
    void typing_state_names_everybody() {
        List<Typist> top = List.of(new Typist(ANA, TypingKind.RECORDING), new Typist(BEN, TypingKind.TYPING));

        assertThat(text(out -> TypingNotices.state(
                        out, SESSION, new TypingFrame("thread:1", 3, 2, false, top, 15_000, false))))
                .isEqualTo("{\"session\":\"s1\",\"scope\":\"thread:1\",\"rev\":3,\"count\":2,"
                        + "\"top\":[{\"user\":\"ana\",\"kind\":\"recording\"},{\"user\":\"ben\",\"kind\":\"typing\"}],"
                        + "\"ttlMs\":15000}");
    }

    @Test
    void flags_of_a_typing_state_are_shown_where_they_hold() {
        assertThat(text(out -> TypingNotices.state(out, SESSION, new TypingFrame("", 9, 25, true, List.of(), 1, true))))
                .isEqualTo("{\"session\":\"s1\",\"scope\":\"\",\"rev\":9,\"count\":25,\"atLeast\":true,\"top\":[],"
                        + "\"ttlMs\":1,\"suspended\":true}");
    }

    @Test
    void a_patch_tells_its_author_and_place() {
        String expected = "{\"session\":\"s1\",\"version\":4,\"patch\":" + PATCH_TEXT + "," + BY + ",\"clientSeq\":2}";

        assertThat(text(out -> SessionNotices.patched(out, SESSION, 4, PATCH, CLIENT, 2)))
                .isEqualTo(expected);
        Settlement settlement = new Settlement(CLIENT, 2, "00", acknowledgement(Optional.empty(), List.of()));
        Change patched = new Change.Patched(CLIENT, 0, PATCH, JsonPatch.EMPTY, settlement);
        assertThat(text(out -> SessionNotices.committed(out, SESSION, new Committed(4, patched))))
                .isEqualTo(expected);
    }

    @Test
    void a_role_that_is_taken_away_is_absent() {
        Change given = new Change.RoleChanged(CLIENT, 0, BEN, Optional.of(Role.VIEWER));
        Change taken = new Change.RoleChanged(CLIENT, 0, BEN, Optional.empty());
        String head = "{\"session\":\"s1\",\"version\":5,\"kind\":\"role\"," + BY + ",\"user\":\"ben\"";

        assertThat(text(out -> SessionNotices.committed(out, SESSION, new Committed(5, given))))
                .isEqualTo(head + ",\"role\":\"viewer\"}");
        assertThat(text(out -> SessionNotices.committed(out, SESSION, new Committed(5, taken))))
                .isEqualTo(head + "}");
    }

    @Test
    void creation_is_a_change_too() {
        Change created = new Change.Created(CLIENT, 0, JsonObject.EMPTY, Optional.empty());

        assertThat(text(out -> SessionNotices.committed(out, SESSION, new Committed(1, created))))
                .isEqualTo("{\"session\":\"s1\",\"version\":1,\"kind\":\"created\"," + BY + "}");
    }

    @Test
    void presence_is_a_difference_by_user() {
        LinkedHashMap<UserId, String> leave = new LinkedHashMap<>();
        leave.put(BEN, "lost");

        assertThat(text(out -> SessionNotices.presenceChanged(out, SESSION, List.of(ANA), leave)))
                .isEqualTo("{\"session\":\"s1\",\"enter\":[{\"user\":\"ana\"}],\"change\":[],"
                        + "\"leave\":[{\"user\":\"ben\",\"reason\":\"lost\"}]}");
    }

    @Test
    void members_are_listed_in_their_order() {
        LinkedHashMap<UserId, Role> members = new LinkedHashMap<>();
        members.put(BEN, Role.OWNER);
        members.put(ANA, Role.EDITOR);

        assertThat(text(out -> SessionReplies.members(out, members)))
                .isEqualTo("[{\"user\":\"ben\",\"role\":\"owner\"},{\"user\":\"ana\",\"role\":\"editor\"}]");
    }

    @Test
    void an_acknowledgement_shows_what_differs_from_what_was_sent() {
        List<Dropped> dropped = List.of(
                new Dropped(0, Dropped.Reason.ALREADY_GONE, Optional.empty()),
                new Dropped(2, Dropped.Reason.OVERWRITTEN_SINCE, Optional.of(JsonNull.NULL)));

        assertThat(text(out -> SessionReplies.acknowledgement(
                        out, acknowledgement(Optional.of(PATCH), dropped), true, "disk")))
                .isEqualTo("{\"version\":7,\"outcome\":\"merged\",\"committed\":true,\"duplicate\":true,\"patch\":"
                        + PATCH_TEXT + ",\"dropped\":[{\"index\":0,\"reason\":\"already-gone\"},"
                        + "{\"index\":2,\"reason\":\"overwritten-since\",\"value\":null}],\"durable\":\"disk\"}");
    }

    @Test
    void an_acknowledgement_without_a_difference_is_short() {
        assertThat(text(out -> SessionReplies.acknowledgement(
                        out, acknowledgement(Optional.empty(), List.of()), false, "memory")))
                .isEqualTo("{\"version\":7,\"outcome\":\"merged\",\"committed\":true,\"duplicate\":false,"
                        + "\"durable\":\"memory\"}");
    }

    @Test
    void the_data_of_an_event_is_what_was_published_byte_for_byte() {
        String data = "{ \"n\" : 1.50, \"big\":123456789012345678901234567890, \"\\u0061\":[ ] }";
        Event event = new Event(
                3,
                new NewEvent(
                        new Topic("orders.eu.42"),
                        "e1",
                        1_700_000_000_007L,
                        Optional.of("created"),
                        Optional.of("/shop"),
                        Bytes.utf8(data)));

        assertThat(text(out -> EventNotices.event(out, "sub1", event)))
                .isEqualTo("{\"subscription\":\"sub1\",\"offset\":3,\"event\":{\"id\":\"e1\","
                        + "\"topic\":\"orders.eu.42\",\"time\":\"2023-11-14T22:13:20.007Z\","
                        + "\"type\":\"created\",\"source\":\"/shop\",\"data\":" + data + "}}");
    }

    @Test
    void attributes_that_were_not_given_are_absent() {
        NewEvent content =
                new NewEvent(new Topic("a"), "e1", 0, Optional.empty(), Optional.empty(), Bytes.utf8("null"));

        assertThat(text(out -> EventNotices.stored(out, new Event(1, content))))
                .isEqualTo("{\"offset\":1,\"event\":{\"id\":\"e1\",\"topic\":\"a\","
                        + "\"time\":\"1970-01-01T00:00:00.000Z\",\"data\":null}}");
    }

    @Test
    void positions_and_gaps_name_their_subscription() {
        assertThat(text(out -> EventNotices.position(out, "sub1", 9)))
                .isEqualTo("{\"subscription\":\"sub1\",\"offset\":9}");
        assertThat(text(out -> EventNotices.gap(out, "sub1", 4, 6)))
                .isEqualTo("{\"subscription\":\"sub1\",\"from\":4,\"to\":6}");
    }

    @Test
    void numbers_in_documents_have_one_form() {
        PatchOperation add = new PatchOperation.Add(JsonPointer.ROOT, new JsonNumber(1.0));

        assertThat(text(out -> PatchWriter.patch(out, new JsonPatch(List.of(add)))))
                .isEqualTo("[{\"op\":\"add\",\"path\":\"\",\"value\":1}]");
    }

    private static Acknowledgement acknowledgement(Optional<JsonPatch> patch, List<Dropped> dropped) {
        return new Acknowledgement(7, Outcome.MERGED, true, patch, dropped);
    }

    private static String text(Consumer<JsonWriter> body) {
        JsonWriter out = new JsonWriter();
        body.accept(out);
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }
}
