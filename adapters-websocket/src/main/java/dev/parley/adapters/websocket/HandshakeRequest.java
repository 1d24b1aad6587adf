package dev.parley.adapters.websocket;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The head of an HTTP request, as far as a handshake reads it.
///
/// @param version such as `1.1`
/// @param headers by lower-case name, one entry per header line
record HandshakeRequest(String method, String version, Map<String, List<String>> headers) {
    HandshakeRequest {
        Map<String, List<String>> byLowerCase = new LinkedHashMap<>();
        headers.forEach((name, lines) -> byLowerCase
                .computeIfAbsent(name.toLowerCase(Locale.ROOT), first -> new ArrayList<>())
                .addAll(lines));
        headers = byLowerCase;
    }

    /// The lines of one header, none where it is absent.
    List<String> lines(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /// The members of a comma-separated list, over all its lines (RFC 9110 §5.6.1).
    List<String> members(String name) {
        return lines(name).stream()
                .flatMap(line -> List.of(line.split(",", -1)).stream())
                .map(String::strip)
                .filter(member -> !member.isEmpty())
                .toList();
    }
}
