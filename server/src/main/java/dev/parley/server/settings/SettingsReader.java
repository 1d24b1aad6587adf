package dev.parley.server.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/// Brings settings together: defaults < file (YAML) < environment < command line. A name that does not exist is
/// refused with the nearest one that does, wherever it stands.
public final class SettingsReader {
    private static final String PREFIX = "PARLEY_";
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private final Set<String> known;

    /// @param known names of all settings
    public SettingsReader(Set<String> known) {
        this.known = Set.copyOf(known);
    }

    /// A file of nested or dotted names; lists are joined with commas.
    public Map<String, String> file(Path file) {
        Map<String, String> settings = new LinkedHashMap<>();
        flatten("", load(file), settings);
        settings.keySet().forEach(name -> requireKnown(name, "in " + file));
        return settings;
    }

    private static @Nullable Object load(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            return new Yaml(new SafeConstructor(options)).load(Files.readString(file));
        } catch (IOException e) {
            throw new SettingsFault("cannot read " + file + ": " + e.getMessage(), e);
        } catch (YAMLException e) {
            throw new SettingsFault(file + " is not YAML: " + e.getMessage(), e);
        }
    }

    private static void flatten(String prefix, @Nullable Object value, Map<String, String> into) {
        switch (value) {
            case null -> {}
            case Map<?, ?> map ->
                map.forEach(
                        (key, inner) -> flatten(prefix.isEmpty() ? key.toString() : prefix + "." + key, inner, into));
            case List<?> list ->
                into.put(prefix, list.stream().map(String::valueOf).collect(Collectors.joining(",")));
            default -> into.put(prefix, value.toString());
        }
    }

    /// `PARLEY_CONNECTIONS_MAX_BATCH` for `connections.maxBatch`. Variables without the prefix are others'.
    ///
    /// @param reserved variables with the prefix that are no settings
    public Map<String, String> environment(Map<String, String> environment, Set<String> reserved) {
        Map<String, String> names = known.stream().collect(Collectors.toMap(SettingsReader::variable, name -> name));
        Map<String, String> settings = new LinkedHashMap<>();
        environment.forEach((variable, value) -> {
            if (variable.startsWith(PREFIX) && !reserved.contains(variable)) {
                String name = Optional.ofNullable(names.get(variable))
                        .orElseThrow(() -> unknown(variable, names.keySet(), "in the environment"));
                settings.put(name, value);
            }
        });
        return settings;
    }

    /// The environment variable of a setting.
    public static String variable(String name) {
        String words = HUMP.matcher(name).replaceAll("_").replace('.', '_');
        return PREFIX + words.toUpperCase(Locale.ROOT);
    }

    /// Settings of the command line, checked.
    public Map<String, String> commandLine(Map<String, String> settings) {
        settings.keySet().forEach(name -> requireKnown(name, "on the command line"));
        return settings;
    }

    private void requireKnown(String name, String where) {
        if (!known.contains(name)) {
            throw unknown(name, known, where);
        }
    }

    private static SettingsFault unknown(String name, Set<String> known, String where) {
        return new SettingsFault("there is no setting " + name + " (" + where + "); did you mean "
                + Spelling.nearest(name, known) + "?");
    }
}
