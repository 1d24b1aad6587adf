package dev.parley.adapters.persistence;

/// A store that cannot be opened safely. The message says why and what to do about it.
public final class StoreRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoreRefused(String message) {
        super(message);
    }

    StoreRefused(String message, Exception cause) {
        super(message, cause);
    }
}
