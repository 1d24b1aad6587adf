package dev.parley.benchmarks;

import dev.parley.adapters.persistence.JdbcStore;
import dev.parley.adapters.persistence.StoreKind;
import dev.parley.adapters.persistence.StoreSettings;
import dev.parley.application.Grade;
import dev.parley.application.events.EventLog.Append;
import dev.parley.application.events.EventLog.Appended;
import dev.parley.domain.events.NewEvent;
import dev.parley.domain.events.Topic;
import dev.parley.domain.shared.Bytes;
import dev.parley.domain.shared.StreamKey;
import dev.parley.domain.shared.TenantId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/// One stream of a store.
final class StoreAppender implements Appender {
    private static final StreamKey STREAM = new StreamKey(TenantId.DEFAULT, "s");
    private static final Bytes ROW = Bytes.utf8("x".repeat(ROW_BYTES));

    private final StoreKind kind;
    private final JdbcStore store;
    private long appended;

    StoreAppender(Path directory, StoreKind kind) {
        this.kind = kind;
        this.store = JdbcStore.open(directory, kind, StoreSettings.DEFAULTS);
    }

    @Override
    public String label() {
        return kind == StoreKind.H2 ? "H2" : "SQLite";
    }

    @Override
    public Grade grade() {
        return store.grade();
    }

    @Override
    public void append(int rows) {
        List<NewEvent> events =
                IntStream.range(0, rows).mapToObj(row -> event(++appended)).toList();
        CompletableFuture<Appended> answer = new CompletableFuture<>();
        store.events().append(new Append(STREAM, store.boot(), OptionalLong.empty(), events), answer::complete);
        if (!(answer.join() instanceof Appended.Durable)) {
            throw new IllegalStateException("not stored: " + answer.join());
        }
    }

    private static NewEvent event(long number) {
        return new NewEvent(new Topic("s.a"), "e" + number, 0, Optional.empty(), Optional.empty(), ROW);
    }

    @Override
    public void close() {
        store.close();
    }
}
