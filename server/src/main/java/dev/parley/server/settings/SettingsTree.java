package dev.parley.server.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Names for all that a tree of records holds: `connections.maxBatch` is the component `maxBatch` of the record in
/// the component `connections`. The records stay the only place where a setting and its default are written.
public final class SettingsTree {
    private SettingsTree() {}

    /// Every setting with its value as text.
    public static SequencedMap<String, String> values(Record settings) {
        SequencedMap<String, String> values = new TreeMap<>();
        collect("", settings, values);
        return values;
    }

    private static void collect(String prefix, Record settings, Map<String, String> into) {
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            String name = prefix + component.getName();
            Object value = value(settings, component);
            Optional<Kind> kind = Kind.of(component);
            if (value instanceof Record inner) {
                collect(inside(prefix, component), inner, into);
            } else if (kind.isPresent()) {
                into.put(name, kind.get().show().apply(value));
            }
        }
    }

    private static String inside(String prefix, RecordComponent component) {
        return component.isAnnotationPresent(Unnamed.class) ? prefix : prefix + component.getName() + ".";
    }

    /// The same settings with some of them changed; names that are not there are the caller's to refuse.
    ///
    /// @throws SettingsFault where a value cannot be read, or the record that holds it does not take it
    public static <R extends Record> R with(R settings, Map<String, String> changes) {
        return changed("", settings, changes);
    }

    @SuppressWarnings("unchecked") // a record is made again from its own class
    private static <R extends Record> R changed(String prefix, R settings, Map<String, String> changes) {
        if (changes.keySet().stream().noneMatch(name -> name.startsWith(prefix))) {
            return settings;
        }
        RecordComponent[] components = settings.getClass().getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> changed(prefix, component, settings, changes))
                .toArray();
        return (R) made(prefix, settings.getClass(), components, values);
    }

    private static Object changed(
            String prefix, RecordComponent component, Record settings, Map<String, String> changes) {
        Object value = value(settings, component);
        if (value instanceof Record inner) {
            return changed(inside(prefix, component), inner, changes);
        }
        String name = prefix + component.getName();
        @Nullable String text = changes.get(name);
        return text == null
                ? value
                : Kind.of(component)
                        .map(kind -> read(name, kind, text))
                        .orElseThrow(() -> new SettingsFault(name + " cannot be set"));
    }

    private static Object read(String name, Kind kind, String text) {
        try {
            return kind.read().apply(text);
        } catch (IllegalArgumentException wrong) {
            throw new SettingsFault(name + " must be " + kind.what() + ", not '" + text + "'", wrong);
        }
    }

    private static Object value(Record settings, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("a record without its accessor", impossible);
        }
    }

    private static Object made(String prefix, Class<?> type, RecordComponent[] components, Object[] values) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException refused) {
            String where = prefix.isEmpty() ? "the settings" : prefix.substring(0, prefix.length() - 1);
            throw new SettingsFault(where + ": " + refused.getTargetException().getMessage(), refused);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("a record without its constructor", impossible);
        }
    }
}
