package dev.parley.application.events;

import dev.parley.domain.access.TopicView;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.shared.StreamKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// The name of a subscription: the same for everyone with the same view of the same stream, so that one
/// encoding serves them all. It begins with the number of the lane that owns the stream, which is how an
/// unsubscribe finds its way.
final class SubscriptionName {
    private static final int DIGEST_CHARACTERS = 32;

    private SubscriptionName() {}

    static String of(int lane, StreamKey stream, TopicView view) {
        String allowed = view.allowed().stream().map(TopicPattern::text).collect(Collectors.joining("\n"));
        return lane + "." + digest(stream.stream() + "\n" + view.pattern().text() + "\n" + allowed);
    }

    /// The lane's number; absent where this is no name of ours.
    static OptionalInt lane(String name) {
        int dot = name.indexOf('.');
        boolean isOurs = dot > 0 && dot <= 4 && name.chars().limit(dot).allMatch(c -> c >= '0' && c <= '9');
        return isOurs ? OptionalInt.of(Integer.parseInt(name.substring(0, dot))) : OptionalInt.empty();
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
