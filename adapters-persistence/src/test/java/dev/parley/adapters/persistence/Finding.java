package dev.parley.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.events.EventLog.Opened;
import dev.parley.application.events.EventLog.Page;
import dev.parley.application.sessions.OperationLog.Changes;
import dev.parley.application.sessions.OperationLog.Loaded;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.StreamKey;
import java.nio.file.Path;

/// What became of a store whose files were damaged. There is no constant for less data without a word: that
/// is an error of the test.
enum Finding {
    /// It did not open, and said why.
    REFUSED,
    /// It found that it went back, and began a new epoch.
    NEW_EPOCH,
    /// It opened, and what is damaged is answered as failed.
    WITHHELD,
    /// Nothing that was acknowledged is missing.
    WHOLE;

    private static final StreamKey STREAM = Evidence.STREAMS.getFirst();
    private static final SessionKey SESSION = Evidence.SESSIONS.getFirst();

    /// Opens the store and looks at everything in it.
    ///
    /// @param head what stream and session had reached
    static Finding in(Path directory, StoreKind kind, long head) {
        try (JdbcStore store = JdbcStore.open(directory, kind, StoreSettings.DEFAULTS)) {
            if (store.health().rolledBack()) {
                return NEW_EPOCH;
            }
            boolean events = eventsAreWhole(store, head);
            boolean changes = changesAreWhole(store, head);
            return events && changes ? WHOLE : WITHHELD;
        } catch (StoreRefused refused) {
            assertThat(refused).hasMessageContaining("store");
            return REFUSED;
        }
    }

    private static boolean eventsAreWhole(JdbcStore store, long head) {
        Opened opened = Waiting.ask(reply -> store.events().open(STREAM, reply));
        if (!(opened instanceof Opened.Head found)) {
            return false;
        }
        assertThat(found.head()).isEqualTo(head);
        assertThat(found.earliest()).isEqualTo(1);
        for (long after = 0; after < head; after += Evidence.GROUP) {
            long start = after;
            Page page = Waiting.ask(
                    reply -> store.events().read(STREAM, TopicPattern.EVERYTHING, start, Evidence.GROUP, reply));
            if (!(page instanceof Page.Read read)) {
                return false;
            }
            assertThat(read.events()).hasSize(Evidence.GROUP);
            Evidence.checkContent(STREAM, read.events(), start);
        }
        return true;
    }

    private static boolean changesAreWhole(JdbcStore store, long head) {
        Loaded loaded = Waiting.ask(reply -> store.operations().load(SESSION, reply));
        Changes changes = Waiting.ask(reply -> store.operations().read(SESSION, 0, 1_000, reply));
        if (loaded instanceof Loaded.Failed || !(changes instanceof Changes.Read read)) {
            return false;
        }
        assertThat(loaded).isInstanceOf(Loaded.Found.class);
        assertThat(Evidence.head(store, SESSION)).isEqualTo(head);
        assertThat(read.changes()).hasSize((int) head);
        Evidence.checkChanges(store, SESSION, 0, head);
        return true;
    }
}
