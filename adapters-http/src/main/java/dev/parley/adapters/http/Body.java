package dev.parley.adapters.http;

import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Reads the body of a request whole: its type and its length are checked before the first byte.
///
/// @param maxBytes of one body
record Body(int maxBytes) {
    static final String JSON = "application/json";
    static final String JSON_PATCH = "application/json-patch+json";

    private static final Set<String> UTF_8 = Set.of("", "utf-8", "\"utf-8\"");

    /// @throws HttpRefusal 415, 411 or 413
    byte[] read(ServerRequest request, String type) {
        requireType(request, type);
        long length = length(request);
        if (length > maxBytes) {
            discard(request, length);
            throw new HttpRefusal(413, Problem.limit("requestBytes", maxBytes, "the body is too large"));
        }
        return length == 0 ? new byte[0] : read(request, (int) length);
    }

    private static byte[] read(ServerRequest request, int length) {
        try (InputStream in = request.content().inputStream()) {
            return in.readNBytes(length);
        } catch (IOException cut) {
            throw new UncheckedIOException(cut);
        }
    }

    /// A client that still writes would not read the refusal. The listener has a limit of its own, and a deadline.
    private static void discard(ServerRequest request, long length) {
        try (InputStream in = request.content().inputStream()) {
            in.skipNBytes(length);
        } catch (IOException cut) {
            throw new UncheckedIOException(cut);
        }
    }

    private static void requireType(ServerRequest request, String type) {
        Optional<String> given = request.headers().first(HeaderNames.CONTENT_TYPE);
        if (given.filter(value -> is(value, type)).isEmpty()) {
            throw HttpRefusal.of(415, ErrorCode.INVALID_REQUEST, "Content-Type must be " + type);
        }
    }

    /// Parameters but the character set are ignored (RFC 8259 §11 has none).
    private static boolean is(String given, String type) {
        String[] parts = given.toLowerCase(Locale.ROOT).split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip();
            if (part.startsWith("charset=") && !UTF_8.contains(part.substring("charset=".length()))) {
                return false;
            }
        }
        return parts[0].strip().equals(type);
    }

    private static long length(ServerRequest request) {
        if (request.headers().contains(HeaderNames.TRANSFER_ENCODING)) {
            throw HttpRefusal.of(411, ErrorCode.INVALID_REQUEST, "send a Content-Length, not chunks");
        }
        OptionalLong length = request.headers().contentLength();
        return length.orElseThrow(() -> HttpRefusal.of(411, ErrorCode.INVALID_REQUEST, "send a Content-Length"));
    }
}
