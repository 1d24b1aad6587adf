package dev.parley.domain.typing;

/// One context in which a returning device says that it still types.
///
/// @param authorised whether it still may
public record Claim(ContextKey where, TypingKind kind, boolean authorised) {}
