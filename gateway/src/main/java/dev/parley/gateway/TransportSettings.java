package dev.parley.gateway;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Settings for transports, each found by its own type: whoever wires the server need not know which transport takes
/// which. Immutable.
public final class TransportSettings {
    private static final TransportSettings NONE = new TransportSettings(Map.of());

    private final Map<Class<?>, Object> byType;

    private TransportSettings(Map<Class<?>, Object> byType) {
        this.byType = byType;
    }

    public static TransportSettings none() {
        return NONE;
    }

    public <T> TransportSettings with(Class<T> type, T settings) {
        Map<Class<?>, Object> more = new LinkedHashMap<>(byType);
        more.put(type, settings);
        return new TransportSettings(more);
    }

    public <T> Optional<T> find(Class<T> type) {
        return Optional.ofNullable(byType.get(type)).map(type::cast);
    }
}
