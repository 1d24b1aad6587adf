package dev.parley.server;

import dev.parley.server.settings.SettingsFault;
import dev.parley.server.settings.SettingsReader;
import dev.parley.server.settings.SettingsTree;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/// The options that name settings. Where several sources have one: defaults < file < environment < command line.
final class SettingsOptions {
    /// Short names of what is set most.
    static final Map<String, List<String>> SHORT = Map.of(
            "port", List.of("listener.port"),
            "host", List.of("listener.host"),
            "origins", List.of("webSocket.origins.allowed", "http.origins"));

    private static final String CONFIG = "PARLEY_CONFIG";

    private final CommandLine given;

    SettingsOptions(CommandLine given) {
        this.given = given;
    }

    static Options addTo(Options options) {
        return options.addOption(Command.option("config", "FILE", "Settings in YAML. Variable: PARLEY_CONFIG"))
                .addOption(Command.option("host", "NAME", "Address to listen on. Default: 127.0.0.1"))
                .addOption(Command.option("port", "N", "Port; 0 for a free one. Default: 7788"))
                .addOption(Command.option("data", "DIR", "Where the data is kept. Default: .parley/data"))
                .addOption(Command.option(
                        "set",
                        "NAME=VALUE",
                        "Any setting of docs/configuration.md, such as --set connections.maxBatch=50;"
                                + " may be given again."));
    }

    /// @param more settings of the command's own options
    /// @throws SettingsFault where a name or value is wrong
    ServerSettings read(ServerSettings defaults, Map<String, String> environment, Map<String, String> more) {
        Set<String> known = new HashSet<>(SettingsTree.values(defaults).keySet());
        known.addAll(SHORT.keySet());
        SettingsReader reader = new SettingsReader(known);
        Map<String, String> settings = new LinkedHashMap<>();
        Optional.ofNullable(given.getOptionValue("config"))
                .or(() -> Optional.ofNullable(environment.get(CONFIG)))
                .map(Path::of)
                .ifPresent(file -> add(reader.file(file), settings));
        add(reader.environment(environment, Set.of(CONFIG)), settings);
        add(reader.commandLine(commandLine()), settings);
        add(more, settings);
        return SettingsTree.with(defaults, settings);
    }

    private Map<String, String> commandLine() {
        Map<String, String> settings = pairs(given, "set");
        List.of("host", "port", "data").forEach(name -> put(settings, name, given.getOptionValue(name)));
        return settings;
    }

    /// What an option that may be given again says: `name=value` each time.
    ///
    /// @throws SettingsFault where there is no `=`
    static Map<String, String> pairs(CommandLine given, String option) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : Optional.ofNullable(given.getOptionValues(option)).orElse(new String[0])) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new SettingsFault("--" + option + " needs NAME=VALUE; not " + pair);
            }
            pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return pairs;
    }

    static void put(Map<String, String> settings, String name, @Nullable String value) {
        if (value != null) {
            settings.put(name, value);
        }
    }

    private static void add(Map<String, String> source, Map<String, String> settings) {
        source.forEach(
                (name, value) -> SHORT.getOrDefault(name, List.of(name)).forEach(meant -> settings.put(meant, value)));
    }
}
