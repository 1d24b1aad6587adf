package dev.parley.adapters.http;

import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import dev.parley.protocol.json.JsonScanner;
import dev.parley.protocol.json.JsonWriter;
import dev.parley.protocol.json.Outline;
import dev.parley.protocol.rpc.Params;
import dev.parley.protocol.rpc.RequestReader;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands behind the `?` of a URL, and how it becomes the parameters of a call: the call itself then judges it, in
/// the same words for every transport.
record Query(ServerRequest request) {
    private static final Pattern POSITION = Pattern.compile("(\\d{1,18}):(\\d{1,18})");
    private static final Pattern LAST = Pattern.compile("last:(\\d{1,18})");
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
    private static final JsonScanner SCANNER = new JsonScanner(RequestReader.MAX_DEPTH, "", 0);

    /// @throws HttpRefusal where it comes twice
    Optional<String> value(String name) {
        if (!request.query().contains(name)) {
            return Optional.empty();
        }
        List<String> sent = request.query().all(name);
        if (sent.size() != 1) {
            throw invalid(name, "comes " + sent.size() + " times");
        }
        return Optional.of(sent.getFirst());
    }

    /// `{pattern, from, limit}`, as far as they are there.
    ///
    /// @param from instead of the query's own
    Params events(Optional<String> from) {
        JsonWriter out = new JsonWriter().object();
        value("pattern").ifPresent(pattern -> out.name("pattern").string(pattern));
        from.or(() -> value("from")).ifPresent(where -> from(out.name("from"), where));
        value("limit").ifPresent(limit -> integer(out.name("limit"), limit));
        return params(out.end().toBytes());
    }

    /// `latest`, `earliest`, `<epoch>:<offset>` or `last:<n>`.
    private static void from(JsonWriter out, String where) {
        Matcher position = POSITION.matcher(where);
        Matcher last = LAST.matcher(where);
        if (position.matches()) {
            out.object();
            integer(out.name("epoch"), position.group(1));
            integer(out.name("offset"), position.group(2));
            out.end();
        } else if (last.matches()) {
            integer(out.object().name("last"), last.group(1));
            out.end();
        } else {
            out.string(where);
        }
    }

    /// What is no integer stays a string, which the call refuses.
    private static void integer(JsonWriter out, String digits) {
        if (INTEGER.matcher(digits).matches()) {
            out.number(Long.parseLong(digits));
        } else {
            out.string(digits);
        }
    }

    /// The text of one object.
    ///
    /// @throws HttpRefusal where it is not strict JSON, or something else
    static Params params(byte[] text) {
        return switch (scanned(text)) {
            case Outline.Fields object -> Params.of(object.members());
            case Outline.Elements array -> throw noObject();
            case Outline.Other value -> throw noObject();
            case Outline.Malformed malformed -> throw malformed(malformed);
        };
    }

    /// Refuses what is not strict JSON.
    static void requireJson(byte[] text) {
        if (scanned(text) instanceof Outline.Malformed malformed) {
            throw malformed(malformed);
        }
    }

    private static Outline scanned(byte[] text) {
        return SCANNER.scan(text, 0, text.length);
    }

    private static HttpRefusal noObject() {
        return HttpRefusal.of(400, ErrorCode.INVALID_REQUEST, "the body must be a JSON object");
    }

    private static HttpRefusal malformed(Outline.Malformed malformed) {
        String message = "not JSON at byte " + malformed.at() + ": " + malformed.why();
        return HttpRefusal.of(400, ErrorCode.PARSE_ERROR, message);
    }

    static HttpRefusal invalid(String field, String why) {
        return new HttpRefusal(400, Problem.field(ErrorCode.INVALID_PARAMS, field, field + " " + why));
    }
}
