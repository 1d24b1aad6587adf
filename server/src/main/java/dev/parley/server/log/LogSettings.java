package dev.parley.server.log;

/// How the log looks, and what one line may cost.
///
/// @param format of a line
/// @param messageCharacters of a message, or of any member of a line; the rest is cut
/// @param traceCharacters of a stack trace; the rest is cut
public record LogSettings(Format format, int messageCharacters, int traceCharacters) {
    public static final LogSettings TEXT = new LogSettings(Format.TEXT, 2_048, 16_384);
    public static final LogSettings JSON = new LogSettings(Format.JSON, 2_048, 16_384);

    public LogSettings {
        if (messageCharacters < 1 || traceCharacters < 0) {
            throw new IllegalArgumentException("messageCharacters must be 1 or more, traceCharacters 0 or more");
        }
    }

    /// What a line is.
    public enum Format {
        /// One JSON object, for machines.
        JSON,
        /// Words, for people; a stack trace follows on lines that are set in.
        TEXT
    }
}
