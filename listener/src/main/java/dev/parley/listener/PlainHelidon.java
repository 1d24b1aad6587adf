package dev.parley.listener;

import io.helidon.service.registry.GlobalServiceRegistry;
import io.helidon.service.registry.ServiceRegistryConfig;
import io.helidon.service.registry.ServiceRegistryManager;

/// Helidon without the services that it would look for: it is told everything here, and the search alone is a quarter
/// of the time in which the server starts.
final class PlainHelidon {
    private PlainHelidon() {}

    /// Before anything of Helidon is used. A registry that the process has already stays.
    static void lookForNothing() {
        if (!GlobalServiceRegistry.configured()) {
            ServiceRegistryConfig nothing = ServiceRegistryConfig.builder()
                    .discoverServices(false)
                    .discoverServicesFromServiceLoader(false)
                    .build();
            GlobalServiceRegistry.registry(
                    ServiceRegistryManager.create(nothing).registry());
        }
    }
}
