package dev.parley.server;

import dev.parley.server.settings.SettingsReader;
import dev.parley.server.settings.SettingsTree;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that name settings. Where several sources have one: defaults < file < environment < command line.
final class SettingsOptions {
    /// Short names of what is set most.
    static final Map<String, List<String>> SHORT = Map.of(
            "port", List.of("listener.port"),
            "host", List.of("listener.host"),
            "origins", List.of("webSocket.origins.allowed", "http.origins"));

    private static final String CONFIG = "PARLEY_CONFIG";

    @Option(names = "--config", paramLabel = "FILE", description = "Settings in YAML. Variable: PARLEY_CONFIG")
    private @Nullable Path config;

    @Option(names = "--host", paramLabel = "NAME", description = "Address to listen on. Default: 127.0.0.1")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "N", description = "Port; 0 for a free one. Default: 7788")
    private @Nullable String port;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the data is kept. Default: .parley/data")
    private @Nullable String data;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Any setting of docs/configuration.md, such as --set connections.maxBatch=50")
    private Map<String, String> others = new LinkedHashMap<>();

    /// @param more settings of the command's own options
    /// @throws dev.parley.server.settings.SettingsFault where a name or value is wrong
    ServerSettings read(ServerSettings defaults, Map<String, String> environment, Map<String, String> more) {
        Set<String> known = new HashSet<>(SettingsTree.values(defaults).keySet());
        known.addAll(SHORT.keySet());
        SettingsReader reader = new SettingsReader(known);
        Map<String, String> settings = new LinkedHashMap<>();
        Optional.ofNullable(config)
                .or(() -> Optional.ofNullable(environment.get(CONFIG)).map(Path::of))
                .ifPresent(file -> add(reader.file(file), settings));
        add(reader.environment(environment, Set.of(CONFIG)), settings);
        add(reader.commandLine(commandLine()), settings);
        add(more, settings);
        return SettingsTree.with(defaults, settings);
    }

    private Map<String, String> commandLine() {
        Map<String, String> settings = new LinkedHashMap<>(others);
        put(settings, "host", host);
        put(settings, "port", port);
        put(settings, "data", data);
        return settings;
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
