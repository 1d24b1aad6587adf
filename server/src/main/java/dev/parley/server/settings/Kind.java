package dev.parley.server.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A kind of value that a setting may have, as text: how it is read, and how it is shown.
///
/// @param what in words, for whoever wrote something else
record Kind(String what, Function<String, Object> read, Function<Object, String> show) {
    private static final Map<Class<?>, Kind> KINDS = Map.of(
            int.class, new Kind("a whole number", Integer::valueOf, Object::toString),
            long.class, new Kind("a whole number", Long::valueOf, Object::toString),
            boolean.class, new Kind("true or false", Kind::truth, Object::toString),
            String.class, new Kind("a text", text -> text, Object::toString),
            Path.class, new Kind("a path", Path::of, Object::toString),
            Duration.class,
                    new Kind(
                            "milliseconds",
                            text -> Duration.ofMillis(Long.parseLong(text)),
                            value -> Long.toString(((Duration) value).toMillis())),
            OptionalLong.class,
                    new Kind(
                            "a whole number, or nothing",
                            text -> text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text)),
                            value -> ((OptionalLong) value).isPresent()
                                    ? Long.toString(((OptionalLong) value).getAsLong())
                                    : ""),
            Set.class, new Kind("names with commas between", Kind::names, Kind::joined));

    /// @return empty for what is no setting by itself
    static Optional<Kind> of(RecordComponent component) {
        if (component.getGenericType() instanceof ParameterizedType generic
                && generic.getRawType() == Optional.class
                && generic.getActualTypeArguments()[0] instanceof Class<?> type
                && type.isEnum()) {
            return Optional.of(choice(type).orNone());
        }
        Class<?> type = component.getType();
        return type.isEnum() ? Optional.of(choice(type)) : Optional.ofNullable(KINDS.get(type));
    }

    private Kind orNone() {
        return new Kind(
                what + ", none",
                text -> text.equals("none") ? Optional.empty() : Optional.of(read.apply(text)),
                value -> ((Optional<?>) value).map(show).orElse("none"));
    }

    private static Kind choice(Class<?> type) {
        String names = Arrays.stream(type.getEnumConstants()).map(Kind::lower).collect(Collectors.joining(", "));
        return new Kind(
                "one of " + names,
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(one -> lower(one).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(text)),
                Kind::lower);
    }

    private static String lower(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT);
    }

    private static Object truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static Object names(String text) {
        Set<String> names = new LinkedHashSet<>();
        Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        return names;
    }

    private static String joined(Object names) {
        return ((Set<?>) names).stream().map(Object::toString).sorted().collect(Collectors.joining(","));
    }
}
