package dev.parley.adapters.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.NotFoundException;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The page's files, read from this module's resources: flat, with names that cannot lead anywhere else.
///
/// They are revalidated at each use (`no-cache` and an entity tag, RFC 9111 §5.2.2.4), so that a new build shows at
/// the next reload, and travel compressed to whoever takes that.
final class PageFiles {
    private static final Pattern NAME = Pattern.compile("[a-z]{1,20}(-[a-z]{1,20}){0,3}\\.(html|css|js|svg)");

    /// As many as there are files: a name without a file is not kept.
    private final ConcurrentHashMap<String, PageFile> files = new ConcurrentHashMap<>();

    void mount(HttpRules routes, String basePath) {
        routes.get(basePath + "/", (request, response) -> answer("index.html", request, response));
        routes.get(basePath + "/{name}", (request, response) -> answer(name(request), request, response));
    }

    private static String name(ServerRequest request) {
        return request.path().pathParameters().get("name");
    }

    private void answer(String name, ServerRequest request, ServerResponse response) {
        PageFile file = find(name).orElseThrow(() -> new NotFoundException("There is no such file."));
        response.header(HeaderValues.CACHE_NO_CACHE)
                .header(HeaderNames.ETAG, file.tag())
                .header(HeaderNames.VARY, "Accept-Encoding");
        if (mentions(request, HeaderNames.IF_NONE_MATCH, file.tag())) {
            response.status(Status.NOT_MODIFIED_304).send();
        } else {
            send(file, request, response);
        }
    }

    private static void send(PageFile file, ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, file.type());
        if (mentions(request, HeaderNames.ACCEPT_ENCODING, "gzip")) {
            response.header(HeaderNames.CONTENT_ENCODING, "gzip").send(file.compressed());
        } else {
            response.send(file.content());
        }
    }

    private static boolean mentions(ServerRequest request, HeaderName header, String word) {
        return request.headers().contains(header)
                && request.headers().get(header).allValues().stream().anyMatch(value -> value.contains(word));
    }

    private Optional<PageFile> find(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                files.computeIfAbsent(name, absent -> PageFile.read(absent).orElse(null)));
    }
}
