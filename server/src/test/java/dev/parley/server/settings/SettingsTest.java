package dev.parley.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    enum Colour {
        RED,
        BLUE
    }

    record Inner(long bytes, Duration pause, OptionalLong most, Set<String> names) {
        Inner {
            if (bytes < 0) {
                throw new IllegalArgumentException("bytes must not be negative");
            }
        }
    }

    record Beside(int depth) {}

    record Outer(
            Path data,
            boolean lit,
            Colour colour,
            Optional<Colour> other,
            Inner inner,
            @Unnamed Beside beside) {}

    private static final Outer DEFAULTS = new Outer(
            Path.of("here"),
            false,
            Colour.RED,
            Optional.empty(),
            new Inner(7, Duration.ofSeconds(2), OptionalLong.empty(), Set.of()),
            new Beside(3));

    @TempDir
    Path directory;

    @Test
    void every_component_is_a_setting_by_its_path() {
        assertThat(SettingsTree.values(DEFAULTS))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "data", "here",
                        "lit", "false",
                        "colour", "red",
                        "other", "none",
                        "inner.bytes", "7",
                        "inner.pause", "2000",
                        "inner.most", "",
                        "inner.names", "",
                        "depth", "3"));
    }

    @Test
    void settings_change_and_the_others_stay() {
        Outer changed = SettingsTree.with(
                DEFAULTS,
                Map.of(
                        "lit",
                        "true",
                        "other",
                        "blue",
                        "inner.pause",
                        "10",
                        "inner.most",
                        "5",
                        "inner.names",
                        "b, a",
                        "depth",
                        "4"));
        assertThat(changed)
                .isEqualTo(new Outer(
                        Path.of("here"),
                        true,
                        Colour.RED,
                        Optional.of(Colour.BLUE),
                        new Inner(7, Duration.ofMillis(10), OptionalLong.of(5), Set.of("a", "b")),
                        new Beside(4)));
    }

    @Test
    void a_value_that_cannot_be_is_refused_with_what_would_do() {
        fails(Map.of("inner.bytes", "many"), "inner.bytes must be a whole number, not 'many'");
        fails(Map.of("colour", "green"), "colour must be one of red, blue, not 'green'");
        fails(Map.of("other", "green"), "other must be one of red, blue, none, not 'green'");
        fails(Map.of("lit", "yes"), "lit must be true or false, not 'yes'");
        fails(Map.of("inner.bytes", "-1"), "inner: bytes must not be negative");
    }

    private static void fails(Map<String, String> changes, String message) {
        assertThatExceptionOfType(SettingsFault.class)
                .isThrownBy(() -> SettingsTree.with(DEFAULTS, changes))
                .withMessage(message);
    }

    @Test
    void a_file_may_nest_and_list() throws IOException {
        Path file = directory.resolve("parley.yaml");
        Files.writeString(file, "inner:\n  bytes: 9\n  names: [a, b]\nlit: true\ninner.pause: 5\nother:\n");
        assertThat(reader().file(file))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("inner.bytes", "9", "inner.names", "a,b", "lit", "true", "inner.pause", "5"));
    }

    @Test
    void a_file_that_is_no_yaml_or_says_something_twice_is_refused() throws IOException {
        Path file = directory.resolve("parley.yaml");
        for (String broken : new String[] {"a: [", "lit: true\nlit: false\n", "!!java.net.URL [http://x]\n"}) {
            Files.writeString(file, broken);
            assertThatExceptionOfType(SettingsFault.class)
                    .as(broken)
                    .isThrownBy(() -> reader().file(file))
                    .withMessageContaining("is not YAML");
        }
        assertThatExceptionOfType(SettingsFault.class)
                .isThrownBy(() -> reader().file(directory.resolve("none.yaml")))
                .withMessageContaining("cannot read");
    }

    @Test
    void a_variable_is_named_after_its_setting() {
        assertThat(SettingsReader.variable("webSocket.maxConnections")).isEqualTo("PARLEY_WEB_SOCKET_MAX_CONNECTIONS");
        assertThat(reader().environment(
                                Map.of("PARLEY_INNER_BYTES", "9", "HOME", "/", "PARLEY_X", "1"), Set.of("PARLEY_X")))
                .isEqualTo(Map.of("inner.bytes", "9"));
    }

    @Test
    void an_unknown_name_is_refused_with_the_nearest_one() throws IOException {
        Path file = directory.resolve("parley.yaml");
        Files.writeString(file, "inner:\n  byte: 9\n");
        assertThatExceptionOfType(SettingsFault.class)
                .isThrownBy(() -> reader().file(file))
                .withMessageContaining("inner.byte ")
                .withMessageContaining("did you mean inner.bytes?");
        assertThatExceptionOfType(SettingsFault.class)
                .isThrownBy(() -> reader().environment(Map.of("PARLEY_INNER_BITES", "9"), Set.of()))
                .withMessageContaining("did you mean PARLEY_INNER_BYTES?");
        assertThatExceptionOfType(SettingsFault.class)
                .isThrownBy(() -> reader().commandLine(Map.of("dept", "9")))
                .withMessageContaining("did you mean depth?");
    }

    private static SettingsReader reader() {
        return new SettingsReader(SettingsTree.values(DEFAULTS).keySet());
    }
}
