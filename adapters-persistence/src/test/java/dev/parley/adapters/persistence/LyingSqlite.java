package dev.parley.adapters.persistence;

import dev.parley.application.Grade;
import java.nio.file.Path;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;

/// SQLite that forces nothing and claims that it does: what the power cuts must catch.
final class LyingSqlite extends Sqlite {
    LyingSqlite(Path directory) {
        super(directory);
    }

    @Override
    SQLiteConfig settings() {
        SQLiteConfig settings = super.settings();
        settings.setSynchronous(SynchronousMode.OFF);
        return settings;
    }

    @Override
    public Grade grade(Sql sql) {
        return Grade.DISK;
    }
}
