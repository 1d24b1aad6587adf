package dev.parley.domain.typing;

import dev.parley.domain.shared.UserId;
import java.util.List;

/// Who types in one context, complete: a viewer replaces what he had. The same for all viewers, so it names the
/// viewer himself too.
///
/// @param scope "" for the session as a whole
/// @param rev counts changes of content since the context was last empty and quiet
/// @param count exact to 20, above it a bucket
/// @param atLeast whether `count` is a lower bound
/// @param ttlMillis a viewer that hears nothing for this long clears the context
/// @param suspended the server sheds typing for now
public record TypingFrame(
        String scope, long rev, int count, boolean atLeast, List<Typist> top, long ttlMillis, boolean suspended) {
    /// One user, shown once however many devices type.
    public record Typist(UserId user, TypingKind kind) {}

    public TypingFrame {
        top = List.copyOf(top);
    }
}
