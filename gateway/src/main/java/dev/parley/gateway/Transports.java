package dev.parley.gateway;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/// The transports that are on the class path.
public final class Transports {
    private Transports() {}

    /// In the order of their names.
    ///
    /// @throws IllegalStateException where two have one name
    public static List<Transport> found(TransportSettings settings) {
        List<Transport> all = ServiceLoader.load(TransportProvider.class).stream()
                .map(provider -> provider.get().make(settings))
                .sorted(Comparator.comparing(Transport::name))
                .toList();
        Set<String> names = new HashSet<>();
        for (Transport transport : all) {
            if (!names.add(transport.name())) {
                throw new IllegalStateException("two transports are named " + transport.name());
            }
        }
        return all;
    }
}
