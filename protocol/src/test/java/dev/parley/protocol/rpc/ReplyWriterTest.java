package dev.parley.protocol.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.domain.shared.Bytes;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import dev.parley.protocol.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyWriterTest {
    @ParameterizedTest
    @ValueSource(strings = {"1", "1.50", "\"\\u0061\"", "null", "123456789012345678901234567890"})
    void a_result_carries_the_id_as_it_came(String id) {
        assertThat(text(ReplyWriter.result(Bytes.utf8(id), out -> out.object().end())))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{}}");
    }

    @Test
    void an_application_error_says_whether_to_retry() {
        Problem problem = Problem.later(ErrorCode.RATE_LIMITED, 250, "too fast, \"ana\"");

        assertThat(text(ReplyWriter.error(Bytes.utf8("7"), problem)))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":-32000,"
                        + "\"message\":\"too fast, \\\"ana\\\"\","
                        + "\"data\":{\"code\":\"RATE_LIMITED\",\"retryable\":true,\"retryAfterMs\":250}}}");
    }

    @Test
    void a_protocol_error_has_its_reserved_number() {
        Problem problem = Problem.field(ErrorCode.INVALID_PARAMS, "session", "session is missing");

        assertThat(text(ReplyWriter.error(Bytes.utf8("null"), problem)))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32602,"
                        + "\"message\":\"session is missing\","
                        + "\"data\":{\"code\":\"INVALID_PARAMS\",\"retryable\":false,\"field\":\"session\"}}}");
    }

    @Test
    void the_data_of_an_error_stands_alone_over_http() {
        JsonWriter out = new JsonWriter();

        ReplyWriter.data(out, Problem.of(ErrorCode.NOT_FOUND, "no such session"));

        assertThat(text(out.toBytes())).isEqualTo("{\"code\":\"NOT_FOUND\",\"retryable\":false}");
    }

    @Test
    void a_notification_has_no_id() {
        assertThat(text(ReplyWriter.notification(
                        "m", out -> out.object().name("a").number(1).end())))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"params\":{\"a\":1}}");
    }

    @Test
    void answers_go_out_as_one_array() {
        assertThat(text(ReplyWriter.batch(List.of(new byte[] {'1'}, new byte[] {'2', '3'}))))
                .isEqualTo("[1,23]");
        assertThatIllegalArgumentException().isThrownBy(() -> ReplyWriter.batch(List.of()));
    }

    private static String text(byte[] message) {
        return new String(message, StandardCharsets.UTF_8);
    }
}
