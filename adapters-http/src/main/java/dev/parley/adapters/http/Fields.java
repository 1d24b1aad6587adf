package dev.parley.adapters.http;

import io.helidon.http.HeaderName;
import io.helidon.webserver.http.HttpRequest;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Optional;

/// Header fields of a request, as often as they came.
final class Fields {
    private Fields() {}

    static List<String> of(HttpRequest request, HeaderName name) {
        return request.headers().contains(name) ? request.headers().get(name).allValues() : List.of();
    }

    /// @throws HttpRefusal 400 where it comes twice
    static Optional<String> one(ServerRequest request, HeaderName name) {
        List<String> sent = of(request, name);
        if (sent.size() > 1) {
            throw Query.invalid(name.defaultCase(), "comes " + sent.size() + " times");
        }
        return sent.stream().findFirst();
    }
}
