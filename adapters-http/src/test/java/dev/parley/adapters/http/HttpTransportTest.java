package dev.parley.adapters.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.listener.Listener;
import dev.parley.listener.ListenerSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTransportTest {
    private static final int MOST_PAGE_BYTES = 60_000;

    private static final BareGateway GATEWAY = new BareGateway();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Listener listener;

    @BeforeAll
    static void listen() {
        listener = start(HttpTransport.withPage());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        listener.close();
        GATEWAY.stop();
    }

    private static Listener start(HttpTransport transport) {
        return Listener.start(ListenerSettings.DEFAULTS.at("127.0.0.1", 0), List.of(transport), GATEWAY);
    }

    private static HttpResponse<byte[]> get(int port, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return get(listener.port(), path, headers);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void a_living_process_says_so() throws Exception {
        HttpResponse<byte[]> live = get("/health/live");
        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(new String(live.body(), UTF_8)).isEqualTo("{\"status\":\"UP\"}");
        assertThat(header(live, "content-type")).isEqualTo("application/json");
        assertThat(header(live, "cache-control")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/nothing", "/v1/rpc", "/v1/sessions/a/b"})
    void a_connection_is_closed_behind_its_answer_where_the_client_asks_for_it(String path) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            socket.setSoTimeout(10_000);
            String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: %s\r\n\r\n";
            socket.getOutputStream()
                    .write((request.formatted("keep-alive") + request.formatted("Close")).getBytes(UTF_8));
            String answers = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answers.split("HTTP/1.1 ", -1)).as(answers).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?room=amber-fox", "/index.html"})
    void the_page_is_at_the_root(String path) throws Exception {
        HttpResponse<byte[]> page = get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(new String(page.body(), UTF_8)).startsWith("<!doctype html>");
    }

    @Test
    void each_kind_of_file_has_its_type() throws Exception {
        assertThat(header(get("/app.js"), "content-type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(header(get("/style.css"), "content-type")).isEqualTo("text/css; charset=utf-8");
        assertThat(header(get("/icon.svg"), "content-type")).isEqualTo("image/svg+xml");
    }

    @Test
    void a_file_that_did_not_change_is_not_sent_again() throws Exception {
        HttpResponse<byte[]> first = get("/app.js");
        assertThat(header(first, "cache-control")).isEqualTo("no-cache");
        HttpResponse<byte[]> again = get("/app.js", "If-None-Match", "\"other\", " + header(first, "etag"));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(get("/app.js", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @Test
    void who_takes_compressed_files_gets_the_same_content() throws Exception {
        HttpResponse<byte[]> compressed = get("/app.js", "Accept-Encoding", "gzip, br");
        assertThat(header(compressed, "content-encoding")).isEqualTo("gzip");
        assertThat(header(compressed, "vary")).isEqualTo("Accept-Encoding");
        byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes();
        assertThat(unpacked).isEqualTo(get("/app.js").body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/app.js", "/health/live", "/nothing.js"})
    void every_answer_is_strict_with_browsers(String path) throws Exception {
        HttpResponse<byte[]> answer = get(path);
        assertThat(header(answer, "content-security-policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(answer, "referrer-policy")).isEqualTo("no-referrer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing.js",
                "/page",
                "/page/app.js",
                "/..%2fpage%2fapp.js",
                "/%2e%2e/app.class",
                "/META-INF/MANIFEST.MF",
                "/app.js%00.css",
                "/APP.JS"
            })
    void nothing_but_the_pages_files_is_there(String path) throws Exception {
        assertThat(get(path).statusCode()).isIn(400, 404);
    }

    @Test
    void without_the_page_only_health_is_left() throws Exception {
        Listener bare = start(HttpTransport.withoutPage());
        try {
            assertThat(get(bare.port(), "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(bare.port(), "/").statusCode()).isEqualTo(404);
            assertThat(get(bare.port(), "/app.js").statusCode()).isEqualTo(404);
        } finally {
            bare.close();
        }
    }

    @Test
    void the_whole_page_travels_in_less_than_60_kb_and_asks_nobody_else() throws Exception {
        Set<String> names = new HashSet<>(Set.of("index.html", "app.js", "style.css", "icon.svg"));
        List<String> waiting = new ArrayList<>(names);
        int bytes = 0;
        while (!waiting.isEmpty()) {
            String name = waiting.removeLast();
            bytes += get("/" + name, "Accept-Encoding", "gzip").body().length;
            String text = new String(get("/" + name).body(), UTF_8);
            assertThat(text.replace("http://www.w3.org/2000/svg", ""))
                    .as(name)
                    .doesNotContainPattern("https?://[a-z]")
                    .doesNotContainPattern("\\son[a-z]+=\"|style=\"|<script>|<style>|innerHTML");
            for (String imported : imports(text)) {
                if (names.add(imported)) {
                    waiting.add(imported);
                }
            }
        }
        assertThat(names).hasSizeGreaterThan(20);
        assertThat(bytes).isLessThan(MOST_PAGE_BYTES);
    }

    private static List<String> imports(String text) {
        return Pattern.compile("from '\\./([^']+)'")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
