package dev.parley.server;

import dev.parley.adapters.http.AdminTransport;
import dev.parley.adapters.metrics.Metrics;
import dev.parley.adapters.persistence.JdbcStore;
import dev.parley.gateway.ClientGateway;
import dev.parley.gateway.Readiness;
import dev.parley.listener.Listener;
import dev.parley.listener.ListenerSettings;
import java.util.List;
import java.util.Optional;

/// The port for operators, and what is told there.
final class AdminPort {
    private AdminPort() {}

    /// @return empty where the settings want none
    static Optional<Listener> open(AdminSettings settings, Engine engine, Readiness readiness) {
        if (!settings.isOn()) {
            return Optional.empty();
        }
        show(engine);
        AdminTransport transport = new AdminTransport(Metrics.CONTENT_TYPE, engine.metrics()::text, readiness);
        return Optional.of(Listener.start(
                ListenerSettings.DEFAULTS.at(settings.host(), settings.port()), List.of(transport), engine.gateway()));
    }

    private static void show(Engine engine) {
        Metrics metrics = engine.metrics();
        ClientGateway gateway = engine.gateway();
        JdbcStore store = engine.store();
        metrics.gauge("connections", "Connections that have said connect and live.", gateway::connected);
        metrics.gauge("queued_bytes", "Bytes that wait for connections whose sockets are full.", gateway::queuedBytes);
        metrics.gauge(
                "store_queued_records",
                "Records that wait for the store's writer.",
                () -> store.health().queuedRecords());
        metrics.gauge(
                "store_queued_bytes",
                "Bytes that wait for the store's writer.",
                () -> store.health().queuedBytes());
        metrics.gauge(
                "store_up",
                "1 where the last write succeeded, else 0.",
                () -> store.health().trouble().isEmpty() ? 1 : 0);
        metrics.gauge(
                "store_rolled_back",
                "1 where this start found less than was acknowledged.",
                () -> store.health().rolledBack() ? 1 : 0);
        metrics.limit("storeReads", () -> (double) store.health().refusedReads());
        metrics.limit("storeFreeBytes", () -> (double) store.health().refusedForSpace());
        metrics.gauge("heap_used_bytes", "Java heap in use.", () -> {
            Runtime runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        });
    }
}
