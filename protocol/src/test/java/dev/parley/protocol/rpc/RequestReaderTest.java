package dev.parley.protocol.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.shared.Bytes;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.protocol.rpc.Incoming.Batch;
import dev.parley.protocol.rpc.Incoming.Broken;
import dev.parley.protocol.rpc.Incoming.Single;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {
    @Test
    void a_request_has_method_id_and_params() {
        Request request = single("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"m\",\"params\":{\"a\":1}}");

        assertThat(request.method()).isEqualTo("m");
        assertThat(request.id()).contains(Bytes.utf8("7"));
        assertThat(request.params().integer("a")).isEqualTo(1);
    }

    @Test
    void without_an_id_it_is_a_notification() {
        assertThat(single("{\"jsonrpc\":\"2.0\",\"method\":\"m\"}").isNotification())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "-0",
                "1.50",
                "1e3",
                "9007199254740993",
                "123456789012345678901234567890",
                "\"a\"",
                "\"\"",
                "\"\\u00e9\\/\"",
                "\"é😀\"",
                "null"
            })
    void an_id_is_echoed_byte_for_byte(String id) {
        Request request = single("{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"id\" : " + id + " }");

        assertThat(request.id()).contains(Bytes.utf8(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false", "{}", "[]", "[1]", "{\"a\":1}"})
    void an_id_of_another_type_is_answered_with_null(String id) {
        assertBroken("{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"id\":" + id + "}", ErrorCode.INVALID_REQUEST, "null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":5}",
                "{\"id\":5,\"method\":\"m\"}",
                "{\"id\":5,\"method\":\"m\",\"jsonrpc\":2.0}",
                "{\"id\":5,\"method\":\"m\",\"jsonrpc\":\"1.0\"}",
                "{\"id\":5,\"jsonrpc\":\"2.0\"}",
                "{\"id\":5,\"jsonrpc\":\"2.0\",\"method\":1}",
                "{\"id\":5,\"jsonrpc\":\"2.0\",\"method\":null}",
                "{\"id\":5,\"jsonrpc\":\"2.0\",\"result\":{}}"
            })
    void what_is_no_request_is_refused_under_its_id(String message) {
        assertBroken(message, ErrorCode.INVALID_REQUEST, "5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"a\"", "null", "true", "{}", "[]", "{\"foo\":\"boo\"}"})
    void what_has_no_id_to_speak_of_is_refused_under_null(String message) {
        assertBroken(message, ErrorCode.INVALID_REQUEST, "null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"id\":1,\"id\":1}", "{} {}", "[1,]"})
    void what_cannot_be_parsed_is_refused_under_null(String message) {
        assertBroken(message, ErrorCode.PARSE_ERROR, "null");
    }

    @Test
    void one_unreadable_member_spoils_the_batch() {
        assertBroken("[{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"id\":1},{\"a\":]", ErrorCode.PARSE_ERROR, "null");
    }

    @Test
    void a_batch_holds_requests_and_what_is_none() {
        String good = "{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"id\":1}";

        Batch batch = (Batch) read("[" + good + ",1,[" + good + "],{\"id\":2}]");

        assertThat(batch.members()).hasSize(4);
        assertThat(batch.members().getFirst()).isInstanceOf(Single.class);
        assertThat(batch.members().subList(1, 4))
                .extracting(member -> ((Broken) member).id().utf8())
                .containsExactly("null", "null", "2");
    }

    @Test
    void a_batch_holds_a_hundred_at_most() {
        String good = "{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"id\":1}";

        assertThat(((Batch) read("[" + (good + ",").repeat(99) + good + "]")).members())
                .hasSize(100);
        assertBroken("[" + (good + ",").repeat(100) + good + "]", ErrorCode.INVALID_REQUEST, "null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[1]", "1", "\"a\"", "true"})
    void params_that_do_not_go_by_name_are_refused_when_they_are_read(String params) {
        Request request = single("{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"id\":1,\"params\":" + params + "}");

        assertThat(request.id()).isEqualTo(Optional.of(Bytes.utf8("1")));
        assertThat(ParamsTest.refusalOf(() -> request.params().has("a")).code()).isEqualTo(ErrorCode.INVALID_PARAMS);
    }

    @Test
    void null_params_are_absent() {
        assertThat(single("{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"id\":1,\"params\":null}")
                        .params()
                        .has("a"))
                .isFalse();
    }

    @Test
    void unknown_members_are_ignored_and_escaped_names_count() {
        Request request = single("{\"x\":{\"id\":9},\"jsonrpc\":\"2.0\",\"m\\u0065thod\":\"\\u006d\","
                + "\"p\\u0061rams\":{\"\\u0061\":true}}");

        assertThat(request.method()).isEqualTo("m");
        assertThat(request.params().bool("a")).isTrue();
    }

    @Test
    void the_buffer_can_be_used_again() {
        ByteBuffer buffer = utf8("..{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"params\":{\"a\":\"b\"}}..");
        buffer.position(2).limit(buffer.limit() - 2);

        Request request = ((Single) RequestReader.read(buffer)).request();
        assertThat(buffer.hasRemaining()).isFalse();
        buffer.clear().put(new byte[buffer.capacity()]);

        assertThat(request.params().string("a")).isEqualTo("b");
    }

    private static void assertBroken(String message, ErrorCode code, String id) {
        Broken broken = (Broken) read(message);

        assertThat(broken.problem().code()).isEqualTo(code);
        assertThat(broken.id()).isEqualTo(Bytes.utf8(id));
    }

    private static Request single(String message) {
        return ((Single) read(message)).request();
    }

    private static Incoming read(String message) {
        return RequestReader.read(utf8(message));
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
