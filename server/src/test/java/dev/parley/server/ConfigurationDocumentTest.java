package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.settings.SettingsReader;
import dev.parley.server.settings.SettingsTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The table of settings lists what there is, with the defaults of `serve`.
class ConfigurationDocumentTest {
    @Test
    void every_setting_has_a_row_with_its_default_and_every_row_is_a_setting() {
        Map<String, String> built = SettingsTree.values(ServerSettings.serve(7788, Path.of(".parley", "serve")));
        List<String> rows = built.entrySet().stream()
                .map(setting -> "| `%s` | %s |"
                        .formatted(
                                setting.getKey(),
                                setting.getKey().equals("loops")
                                        ? "half the processors, at least 1"
                                        : shown(setting.getValue())))
                .toList();
        String table = Documents.read("docs/configuration.md")
                .split("## All settings", -1)[1]
                .split("\n## ", -1)[0];
        assertThat(table.lines().filter(line -> line.startsWith("| `")).toList())
                .isEqualTo(rows);
    }

    private static String shown(String value) {
        return value.isEmpty() ? "nothing" : "`" + value + "`";
    }

    @Test
    void the_variable_in_the_example_is_the_one_of_its_setting() {
        assertThat(Documents.read("docs/configuration.md"))
                .contains(SettingsReader.variable("connections.maxBatch"))
                .contains(SettingsReader.variable("tokenKey.secret"));
    }
}
