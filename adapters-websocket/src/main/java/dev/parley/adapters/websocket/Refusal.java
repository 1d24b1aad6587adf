package dev.parley.adapters.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.domain.shared.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;

/// An HTTP answer to a handshake that is not let in.
///
/// @param status such as 403
/// @param code the stable code, in the body
/// @param message for a person; ours, never the client's words
/// @param headers besides those of every answer
record Refusal(int status, ErrorCode code, String message, Map<String, String> headers) {
    Refusal {
        headers = Map.copyOf(headers);
    }

    static Refusal of(int status, ErrorCode code, String message) {
        return new Refusal(status, code, message, Map.of());
    }

    static Refusal badRequest(String message) {
        return of(400, ErrorCode.INVALID_REQUEST, message);
    }

    static Refusal unauthenticated(ErrorCode code) {
        return new Refusal(401, code, "The token was not accepted.", Map.of("WWW-Authenticate", "Bearer"));
    }

    static Refusal later(ErrorCode code, int seconds) {
        return new Refusal(503, code, "No new connections now.", Map.of("Retry-After", Integer.toString(seconds)));
    }

    /// All headers of the answer, in the order in which they are sent.
    Map<String, String> answerHeaders() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Content-Type", "application/json");
        all.put("Cache-Control", "no-store");
        all.putAll(headers);
        return all;
    }

    /// The members of an error's `data`, so that the same code reads errors of all transports.
    String body() {
        return "{\"code\":\"" + code + "\",\"retryable\":" + code.retryable() + ",\"message\":\"" + message + "\"}";
    }

    /// The whole answer; the connection closes after it.
    byte[] bytes() {
        StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " " + phrase() + "\r\n");
        answerHeaders()
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append("\r\n"));
        text.append("Content-Length: ").append(body().length()).append("\r\nConnection: close\r\n\r\n");
        return text.append(body()).toString().getBytes(US_ASCII);
    }

    private String phrase() {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 405 -> "Method Not Allowed";
            case 426 -> "Upgrade Required";
            case 503 -> "Service Unavailable";
            default -> "Refused";
        };
    }
}
