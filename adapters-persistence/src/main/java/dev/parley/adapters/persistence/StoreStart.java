package dev.parley.adapters.persistence;

import dev.parley.adapters.persistence.HighWater.Mark;
import dev.parley.application.Grade;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Optional;

/// What is settled once, before the first write: the grade, the boot counter, and whether the database
/// still has all that was acknowledged. Where it does not, a new epoch begins, so that no client takes a
/// new record for one it knows.
record StoreStart(Sql sql, Grade grade, long epoch, Mark mark, boolean rolledBack) {
    private static final Logger LOG = System.getLogger(StoreStart.class.getName());

    static StoreStart run(Dialect dialect, StoreFiles files) throws SQLException, IOException {
        Optional<Mark> marked = files.highWater().read();
        dialect.prepare(marked.map(Mark::batch).orElse(0L));
        Sql sql = new Sql(dialect.connect());
        try {
            // Beside a connection that stays: H2 would close the database behind the migration's own.
            Migration.run(dialect, sql);
            Grade grade = dialect.grade(sql);
            requireGrade(grade);
            return settle(sql, grade, files, marked);
        } catch (SQLException | IOException | RuntimeException e) {
            sql.close();
            throw e;
        }
    }

    private static void requireGrade(Grade grade) {
        if (grade.compareTo(Grade.OS) < 0) {
            throw new StoreRefused("the database says that a commit would not survive the end of the process");
        }
    }

    private static StoreStart settle(Sql sql, Grade grade, StoreFiles files, Optional<Mark> marked)
            throws SQLException, IOException {
        Mark stored = new Mark(Metadata.read(sql, Metadata.BOOT), Metadata.read(sql, Metadata.BATCH));
        boolean cutOff = isCutOff(files.running());
        boolean rolledBack = isRolledBack(marked, stored) || cutOff;
        Mark mark = new Mark(
                Math.max(stored.boot(), marked.map(Mark::boot).orElse(0L)) + 1,
                Math.max(stored.batch(), marked.map(Mark::batch).orElse(0L)));
        long epoch = epoch(sql, rolledBack);
        Metadata.write(sql, Metadata.EPOCH, epoch);
        Metadata.write(sql, Metadata.BOOT, mark.boot());
        Metadata.write(sql, Metadata.BATCH, mark.batch());
        sql.commit();
        files.highWater().write(mark);
        files.highWater().force();
        if (grade.compareTo(Grade.DISK) < 0) {
            files.running().set();
        }
        return new StoreStart(sql, grade, epoch, mark, rolledBack);
    }

    /// A mark that is missing beside a database with a past counts as one: a copy may be older than what
    /// was told.
    private static boolean isRolledBack(Optional<Mark> marked, Mark stored) {
        boolean behind = marked.isPresent() ? marked.get().batch() > stored.batch() : stored.boot() > 0;
        if (behind) {
            LOG.log(
                    Level.ERROR,
                    "the database ends at batch {0}, but {1} was acknowledged: a new epoch begins",
                    stored.batch(),
                    marked.map(Mark::batch));
        }
        return behind;
    }

    private static boolean isCutOff(RunningMark running) throws IOException {
        boolean cutOff = running.machineWentDown();
        if (cutOff) {
            LOG.log(
                    Level.ERROR,
                    "the machine went down under a store that does not force the disk: a new epoch begins");
        }
        return cutOff;
    }

    private static long epoch(Sql sql, boolean rolledBack) throws SQLException {
        long epoch = Metadata.read(sql, Metadata.EPOCH);
        boolean begins = epoch == 0 || rolledBack;
        return begins ? Math.max(epoch + 1, System.currentTimeMillis()) : epoch;
    }
}
