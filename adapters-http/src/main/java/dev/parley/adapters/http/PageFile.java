package dev.parley.adapters.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// One file of the page, ready to send.
///
/// @param tag a weak entity tag (RFC 9110 §8.8.1): both encodings are the same file
@SuppressWarnings("ArrayRecordComponent") // Never compared; copied once into the socket.
record PageFile(String type, byte[] content, byte[] compressed, String tag) {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    /// @param name of a file beside `index.html`
    static Optional<PageFile> read(String name) {
        try (InputStream in = PageFile.class.getResourceAsStream("/page/" + name)) {
            return in == null ? Optional.empty() : Optional.of(of(name, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the page's " + name, e);
        }
    }

    private static PageFile of(String name, byte[] content) throws IOException {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String type = Optional.ofNullable(TYPES.get(ending))
                .orElseThrow(() -> new IllegalArgumentException("no content type for " + name));
        return new PageFile(type, content, gzip(content), "W/\"" + digest(content) + '"');
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static String digest(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
