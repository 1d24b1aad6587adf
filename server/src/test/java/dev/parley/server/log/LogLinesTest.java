package dev.parley.server.log;

import static dev.parley.server.TestClient.has;
import static dev.parley.server.TestClient.json;
import static dev.parley.server.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.json.Json;
import dev.parley.gateway.LogContext;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients can bring into a line, and what a line is all the same.
class LogLinesTest {
    private static final String HOSTILE = "a\r\n{\"level\":\"ERROR\"}\n\u001b[2J\u0000\u009b\u2028\u202e\ud800\t\"\\";

    private static LogRecord about(String message, LogContext context) {
        LogRecord line = new LogRecord(Level.SEVERE, message);
        line.setLoggerName("dev.parley.gateway.Calls");
        line.setInstant(Instant.parse("2026-01-31T09:30:00.000Z"));
        line.setParameters(new Object[] {context});
        return line;
    }

    private static String asJson(LogRecord line) {
        return ProcessLog.formatter(LogSettings.JSON).format(line);
    }

    private static String asText(LogRecord line) {
        return ProcessLog.formatter(LogSettings.TEXT).format(line);
    }

    @Test
    void a_line_says_when_how_bad_who_and_about_whom() {
        LogRecord line =
                about("a call failed", LogContext.NONE.with("user", "ana").with("correlation", "0a"));
        assertThat(asJson(line))
                .isEqualTo("{\"time\":\"2026-01-31T09:30:00.000Z\",\"level\":\"ERROR\","
                        + "\"logger\":\"dev.parley.gateway.Calls\",\"message\":\"a call failed\","
                        + "\"user\":\"ana\",\"correlation\":\"0a\"}\n");
        assertThat(asText(line)).contains("ERROR  a call failed  user=ana  correlation=0a\n");
    }

    @Test
    void a_message_of_the_system_logger_has_its_parameters() {
        LogRecord line = new LogRecord(Level.WARNING, "ends at {0}, not {1}");
        line.setParameters(new Object[] {3, "four"});
        assertThat(text(json(asJson(line)), "/message")).isEqualTo("ends at 3, not four");
        assertThat(text(json(asJson(line)), "/level")).isEqualTo("WARNING");
    }

    @Test
    void an_event_is_one_line_of_json_whatever_it_holds() {
        LogRecord line = about(HOSTILE, LogContext.NONE.with("user", HOSTILE));
        line.setThrown(new IllegalStateException(HOSTILE, new IllegalArgumentException(HOSTILE)));
        String shown = asJson(line);
        assertThat(shown.indexOf('\n')).isEqualTo(shown.length() - 1);
        assertThat(shown.substring(0, shown.length() - 1)).doesNotContainPattern("[\\p{Cc}\u2028\u202e\ud800]");
        Json read = json(shown);
        assertThat(text(read, "/message"))
                .isEqualTo("a\\u000d\\u000a{\"level\":\"ERROR\"}\\u000a\\u001b[2J\\u0000\\u009b\\u2028\\u202e\\ud800"
                        + "\\u0009\"\\");
        assertThat(text(read, "/level")).isEqualTo("ERROR");
        assertThat(text(read, "/user")).isEqualTo(text(read, "/message"));
        assertThat(text(read, "/error")).startsWith("java.lang.IllegalStateException: a\\u000d");
        assertThat(text(read, "/trace")).contains("LogLinesTest").contains("Caused by:");
    }

    @Test
    void in_text_nothing_passes_for_another_event() {
        LogRecord line = about(HOSTILE, LogContext.NONE.with("user", HOSTILE));
        line.setThrown(new IllegalStateException("x\n09:30:00.000 ERROR  forged" + HOSTILE));
        assertThat(asText(line).lines().skip(1)).isNotEmpty().allMatch(each -> each.startsWith("\t"));
        assertThat(asText(line).replace("\n", "").replace("\t", ""))
                .doesNotContainPattern("[\\p{Cc}\u2028\u202e\ud800]");
    }

    @Test
    void what_is_too_long_is_cut() {
        LogSettings small = new LogSettings(LogSettings.Format.JSON, 10, 20);
        LogRecord line = about("m".repeat(100_000), LogContext.NONE.with("user", "u".repeat(11)));
        line.setThrown(new IllegalStateException("t".repeat(100_000)));
        Json read = json(new JsonLines(small).format(line));
        assertThat(text(read, "/message")).isEqualTo("m".repeat(10) + "…");
        assertThat(text(read, "/user")).isEqualTo("u".repeat(10) + "…");
        assertThat(text(read, "/error")).isEqualTo("java.lang.…");
        assertThat(text(read, "/trace")).isEqualTo("java.lang.IllegalSta…");
        assertThat(text(json(new JsonLines(small).format(about("m".repeat(10), LogContext.NONE))), "/message"))
                .isEqualTo("m".repeat(10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbmEifQ.secret_secret-secret",
                "Bearer secret.token",
                "bearer.secret:token"
            })
    void a_token_is_not_shown(String token) {
        LogRecord line = about("refused " + token + " again", LogContext.NONE);
        line.setThrown(new IllegalStateException("refused " + token));
        for (String shown : new String[] {asJson(line), asText(line)}) {
            assertThat(shown)
                    .contains("refused [token]")
                    .doesNotContain("secret")
                    .doesNotContain("eyJ");
        }
    }

    @Test
    void what_is_not_known_is_not_there() {
        assertThat(has(json(asJson(about("x", LogContext.NONE))), "/trace")).isFalse();
    }
}
