package dev.parley.server;

import static dev.parley.server.HttpCaller.header;
import static dev.parley.server.TestClient.at;
import static dev.parley.server.TestClient.json;
import static dev.parley.server.TestClient.number;
import static dev.parley.server.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Events and sessions as resources.
class HttpRoutesTest {
    private static RunningServer server;
    private static HttpCaller ana;

    @BeforeAll
    static void start() {
        server = RunningServer.start();
        ana = new HttpCaller(server, "ana");
    }

    @AfterAll
    static void stop() {
        ana.close();
        server.close();
    }

    private static String create(String session) {
        Json created = ana.call("session.create", "{\"session\":\"%s\",\"document\":{\"n\":1}}".formatted(session));
        assertThat(number(created, "/result/version")).isEqualTo(1);
        return "/v1/sessions/" + session;
    }

    private static String add(String name) {
        return "[{\"op\":\"add\",\"path\":\"/%s\",\"value\":true}]".formatted(name);
    }

    @Test
    void an_event_is_published_once_under_its_id() {
        String event = "{\"topic\":\"routes.a\",\"id\":\"one\",\"data\":{\"n\": 1}}";
        HttpResponse<String> first = ana.post("/v1/events", event);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(at(json(first.body()), "/duplicate")).isEqualTo(json("false"));
        Json again = json(ana.post("/v1/events", event).body());
        assertThat(at(again, "/duplicate")).isEqualTo(json("true"));
        assertThat(number(again, "/offset")).isEqualTo(number(json(first.body()), "/offset"));
    }

    @Test
    void a_page_of_events_leads_to_the_next() {
        for (int i = 1; i <= 5; i++) {
            ana.post("/v1/events", "{\"topic\":\"pages.a\",\"data\":%d}".formatted(i));
        }
        Json page = json(ana.get("/v1/events?pattern=pages.**&limit=2").body());
        assertThat(((JsonArray) at(page, "/events")).items()).hasSize(2);
        String next = number(page, "/epoch") + ":" + number(page, "/next");
        Json rest = json(ana.get("/v1/events?pattern=pages.**&from=" + next).body());
        JsonArray events = (JsonArray) at(rest, "/events");
        assertThat(events.items()).hasSize(3);
        assertThat(number(events.items().getFirst(), "/event/data")).isEqualTo(3);
        Json last = json(ana.get("/v1/events?pattern=pages.**&from=last:1").body());
        assertThat(number(((JsonArray) at(last, "/events")).items().getFirst(), "/event/data"))
                .isEqualTo(5);
    }

    @Test
    void a_session_is_read_once_and_then_only_if_it_changed() {
        String path = create("reading");
        HttpResponse<String> whole = ana.get(path);
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(at(json(whole.body()), "/document")).isEqualTo(json("{\"n\":1}"));
        assertThat(header(whole, "cache-control")).isEqualTo("private, no-cache");
        String tag = header(whole, "etag");
        assertThat(tag).isEqualTo("\"" + number(json(whole.body()), "/epoch") + ":1\"");
        for (String match : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
            HttpResponse<String> same = ana.get(path, "If-None-Match", match);
            assertThat(same.statusCode()).as(match).isEqualTo(304);
            assertThat(same.body()).isEmpty();
        }
        ana.patch(path, add("x"));
        assertThat(ana.get(path, "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void a_patch_meets_the_head() {
        String path = create("meeting");
        HttpResponse<String> first = ana.patch(path, add("x"));
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(text(json(first.body()), "/outcome")).isEqualTo("applied");
        assertThat(header(first, "etag")).isEqualTo(header(ana.get(path), "etag"));
        HttpResponse<String> second = ana.patch(path, add("y"));
        assertThat(number(json(second.body()), "/version")).isEqualTo(3);
    }

    @Test
    void a_patch_for_one_version_is_refused_at_another() {
        String path = create("matching");
        String tag = header(ana.get(path), "etag");
        assertThat(ana.patch(path, add("x"), "If-Match", tag).statusCode()).isEqualTo(200);
        HttpResponse<String> late = ana.patch(path, add("y"), "If-Match", tag);
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(text(json(late.body()), "/code")).isEqualTo("CONFLICT");
        assertThat(number(json(late.body()), "/version")).isEqualTo(2);
        assertThat(ana.patch(path, add("y"), "If-Match", "W/" + header(ana.get(path), "etag"))
                        .statusCode())
                .as("a weak tag")
                .isEqualTo(412);
        assertThat(ana.patch(path, add("y"), "If-Match", "*").statusCode()).isEqualTo(200);
    }

    /// Eight patches for one version.
    private static List<Integer> atOnce(String path, String tag) throws InterruptedException {
        List<Callable<Integer>> patches = IntStream.range(0, 8)
                .<Callable<Integer>>mapToObj(each ->
                        () -> ana.patch(path, add("r" + each), "If-Match", tag).statusCode())
                .toList();
        try (ExecutorService racers = Executors.newVirtualThreadPerTaskExecutor()) {
            return racers.invokeAll(patches).stream()
                    .map(Future::resultNow)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void of_patches_for_one_version_one_commits() throws InterruptedException {
        String path = create("racing");
        for (int round = 0; round < 10; round++) {
            String tag = header(ana.get(path), "etag");
            List<Integer> statuses = atOnce(path, tag);
            assertThat(statuses).containsExactly(200, 412, 412, 412, 412, 412, 412, 412);
        }
    }

    @Test
    void a_patch_on_an_older_version_is_carried_to_the_head() {
        String path = create("basing");
        ana.patch(path, add("x"));
        HttpResponse<String> rebased = ana.patch(
                path + "?base=1",
                "[{\"op\":\"replace\",\"path\":\"/n\",\"value\":2}]",
                "Idempotency-Key",
                "1",
                "Parley-Device",
                "pad");
        assertThat(rebased.statusCode()).isEqualTo(200);
        assertThat(at(json(ana.get(path).body()), "/document")).isEqualTo(json("{\"n\":2,\"x\":true}"));
    }

    @Test
    void a_numbered_patch_counts_once() {
        String path = create("counting");
        String[] numbered = {"Idempotency-Key", "7", "Parley-Device", "counter"};
        HttpResponse<String> first = ana.patch(path, add("x"), numbered);
        ana.patch(path, add("between"));
        HttpResponse<String> again = ana.patch(path, add("x"), numbered);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(number(json(again.body()), "/version")).isEqualTo(number(json(first.body()), "/version"));
        assertThat(at(json(again.body()), "/duplicate")).isEqualTo(json("true"));
        HttpResponse<String> reused = ana.patch(path, add("other"), numbered);
        assertThat(reused.statusCode()).isEqualTo(409);
        assertThat(text(json(reused.body()), "/code")).isEqualTo("OP_ID_REUSED");
    }

    @Test
    void a_numbered_patch_for_one_version_is_answered_again_though_the_head_moved() {
        String path = create("resending");
        String[] matched = {"Idempotency-Key", "1", "Parley-Device", "match", "If-Match", header(ana.get(path), "etag")
        };
        HttpResponse<String> first = ana.patch(path, add("x"), matched);
        assertThat(first.statusCode()).isEqualTo(200);
        HttpResponse<String> again = ana.patch(path, add("x"), matched);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(at(json(again.body()), "/duplicate")).isEqualTo(json("true"));
    }

    @Test
    void many_patches_without_a_number_all_count() throws Exception {
        String path = create("crowd");
        Thread[] writers = new Thread[8];
        for (int i = 0; i < writers.length; i++) {
            String name = "w" + i;
            writers[i] = Thread.ofVirtual()
                    .start(() ->
                            assertThat(ana.patch(path, add(name)).statusCode()).isEqualTo(200));
        }
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(number(json(ana.get(path).body()), "/version")).isEqualTo(1 + writers.length);
    }

    @Test
    void a_connection_hears_a_patch_that_came_over_http() {
        String path = create("hearing");
        try (TestClient watcher = server.client("ana")) {
            watcher.result("session.join", "{\"session\":\"hearing\"}");
            ana.patch(path, add("x"), "Idempotency-Key", "1", "Parley-Device", "script");
            Json notice = watcher.notice("session.patched");
            assertThat(text(notice, "/by/device")).isEqualTo("script");
            assertThat(number(notice, "/version")).isEqualTo(2);
        }
    }
}
