package dev.parley.server.settings;

/// A setting that cannot be used; the message names it, where it came from and what would do.
public final class SettingsFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingsFault(String message) {
        super(message);
    }

    SettingsFault(String message, Throwable cause) {
        super(message, cause);
    }
}
