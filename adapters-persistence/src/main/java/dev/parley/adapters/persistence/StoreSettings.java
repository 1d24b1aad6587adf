package dev.parley.adapters.persistence;

/// The limits of a store.
///
/// @param maxBatchRows rows in one transaction
/// @param maxBatchBytes content in one transaction; a larger single append is a batch of its own
/// @param maxQueuedRecords records that wait for the writer before `Busy`
/// @param maxQueuedBytes content that waits for the writer before `Busy`
/// @param busyRetryMillis what `Busy` tells the caller to wait
/// @param readers threads, and connections, that read
/// @param maxQueuedReads reads that wait before `Failed`
/// @param maxPageRows rows that one read looks at before it answers with what it has
/// @param maxPageBytes content of one page; the first record is given however large it is
/// @param reopenMillis between two tries to open a database that broke
/// @param minFreeBytes space on the disk below which only trims are written
public record StoreSettings(
        int maxBatchRows,
        long maxBatchBytes,
        int maxQueuedRecords,
        long maxQueuedBytes,
        long busyRetryMillis,
        int readers,
        int maxQueuedReads,
        int maxPageRows,
        long maxPageBytes,
        long reopenMillis,
        long minFreeBytes) {
    public static final StoreSettings DEFAULTS =
            new StoreSettings(1_000, 1 << 20, 10_000, 64 << 20, 100, 2, 1_000, 1_000, 1 << 20, 1_000, 64 << 20);

    public StoreSettings {
        if (maxBatchRows < 1 || maxQueuedRecords < 1 || readers < 1 || maxQueuedReads < 1 || maxPageRows < 1) {
            throw new IllegalArgumentException("limits start at 1");
        }
    }

    StoreSettings withMaxQueuedRecords(int records) {
        return new StoreSettings(
                maxBatchRows,
                maxBatchBytes,
                records,
                maxQueuedBytes,
                busyRetryMillis,
                readers,
                maxQueuedReads,
                maxPageRows,
                maxPageBytes,
                reopenMillis,
                minFreeBytes);
    }

    StoreSettings withReopenMillis(long millis) {
        return new StoreSettings(
                maxBatchRows,
                maxBatchBytes,
                maxQueuedRecords,
                maxQueuedBytes,
                busyRetryMillis,
                readers,
                maxQueuedReads,
                maxPageRows,
                maxPageBytes,
                millis,
                minFreeBytes);
    }
}
