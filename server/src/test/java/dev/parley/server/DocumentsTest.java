package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.http.HttpSettings;
import dev.parley.adapters.identity.TokenSettings;
import dev.parley.adapters.persistence.StoreSettings;
import dev.parley.adapters.websocket.WebSocketSettings;
import dev.parley.application.events.EventLimits;
import dev.parley.domain.document.DocumentLimits;
import dev.parley.domain.json.PatchLimits;
import dev.parley.domain.sessions.SessionSettings;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.typing.TypingTimers;
import dev.parley.gateway.ConnectionLimits;
import dev.parley.gateway.QueueLimits;
import dev.parley.gateway.RateLimits;
import dev.parley.listener.ListenerSettings;
import dev.parley.server.log.LogSettings;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The documents say what the code does, as far as that can be counted: codes, limits, methods, links, named tests.
class DocumentsTest {
    private static final String PROTOCOL = Documents.read("docs/protocol.md");
    private static final String LIMITS = Documents.read("docs/limits.md");
    private static final List<Record> SETTINGS = List.of(
            ConnectionLimits.DEFAULTS,
            QueueLimits.DEFAULTS,
            RateLimits.DEFAULTS,
            WebSocketSettings.DEFAULTS,
            HttpSettings.DEFAULTS,
            ListenerSettings.DEFAULTS,
            PatchLimits.DEFAULT,
            DocumentLimits.DEFAULT,
            SessionSettings.DEFAULT,
            TypingTimers.DEFAULTS,
            EventLimits.DEFAULTS,
            StoreSettings.DEFAULTS,
            TokenSettings.DEFAULTS,
            HealthSettings.DEFAULTS,
            LogSettings.JSON,
            ShutdownSettings.DEFAULTS);

    @Test
    void every_error_code_has_one_row_that_says_whether_to_retry() {
        List<String> documented = Documents.rows(Documents.read("docs/error-codes.md")).stream()
                .map(cells -> cells.get(0) + " " + cells.get(1))
                .toList();
        List<String> built = Arrays.stream(ErrorCode.values())
                .map(code -> "`" + code + "` " + (code.retryable() ? "yes" : "no"))
                .toList();
        assertThat(documented).containsExactlyInAnyOrderElementsOf(built);
    }

    @Test
    void every_limit_has_a_row_with_its_default_and_every_row_is_a_limit() {
        Map<String, String> built = new LinkedHashMap<>();
        SETTINGS.forEach(record -> limits(record.getClass().getSimpleName() + ".", record, built));
        Map<String, String> documented = new LinkedHashMap<>();
        for (List<String> row : Documents.rows(LIMITS)) {
            String name = Documents.words(row.get(0)).getFirst();
            String home = Documents.words(row.get(4)).getFirst();
            boolean ofThese = SETTINGS.stream()
                    .anyMatch(record -> home.startsWith(record.getClass().getSimpleName()));
            if (ofThese && !row.get(4).startsWith("fixed")) {
                documented.put(home.contains(".") ? home : home + "." + name, row.get(1));
            }
        }
        assertThat(documented).containsExactlyInAnyOrderEntriesOf(built);
    }

    private static void limits(String prefix, Record settings, Map<String, String> into) {
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            Object value = value(component, settings);
            String name = prefix + component.getName();
            switch (value) {
                case DocumentLimits _ -> {}
                case Duration duration -> into.put(name, Long.toString(duration.toMillis()));
                case Number number when !component.getName().equals("port") -> into.put(name, number.toString());
                case Record inner when !component.getName().equals("origins") -> limits(name + ".", inner, into);
                default -> {}
            }
        }
    }

    private static Object value(RecordComponent component, Record settings) {
        try {
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException broken) {
            throw new LinkageError("a record without its accessor", broken);
        }
    }

    @Test
    void every_limit_that_an_error_can_name_is_listed() {
        Set<String> named = new TreeSet<>();
        for (Path source : mainSources()) {
            named.addAll(Documents.found(
                    "(?:Problem\\.limit|Problem\\.busy|problem|busy|tooMany|rownOver|[^n]over|new Excess)\\(\\s*\"([A-Za-z.]+)\"",
                    Documents.read(source)));
        }
        assertThat(named).contains("documentBytes", "patchBytes", "historyPage", "gatedRequests", "members");
        assertThat(Documents.words(LIMITS)).containsAll(named);
    }

    @Test
    void every_method_is_documented_and_every_documented_method_is_built() {
        Set<String> built = new TreeSet<>(Set.of("connect", "refreshToken"));
        for (Path source : Documents.sources(Documents.ROOT.resolve("gateway/src/main"))) {
            if (source.toString().endsWith("Calls.java")) {
                built.addAll(Documents.found("\"([a-z]+\\.[A-Za-z]+)\",\\s*this::", Documents.read(source)));
            }
        }
        assertThat(built).contains("session.join", "typing.start", "events.publish");
        assertThat(new TreeSet<>(Documents.found("^### ([a-z]\\S*)$", PROTOCOL)))
                .isEqualTo(built);
    }

    @Test
    void every_notification_is_documented_and_every_documented_notification_is_sent() {
        String source = Documents.read("gateway/src/main/java/dev/parley/gateway/NoticeText.java");
        Set<String> sent = new TreeSet<>(Documents.found("-> \"([a-z.]+)\"", source));
        sent.addAll(Documents.found(
                "notification\\(\\s*\"([a-z.]+)\"",
                Documents.read("gateway/src/main/java/dev/parley/gateway/TokenLife.java")));
        assertThat(sent).contains("typing.state", "event", "token.expiring");
        assertThat(new TreeSet<>(Documents.found("^### Notification (\\S+)$", PROTOCOL)))
                .isEqualTo(sent);
    }

    @Test
    void every_link_between_documents_leads_somewhere() {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path page : Documents.pages()) {
            for (String target : Documents.found("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)", Documents.read(page))) {
                boolean elsewhere = target.contains("://");
                links++;
                if (!elsewhere && !Files.exists(page.resolveSibling(target))) {
                    broken.add(Documents.ROOT.relativize(page) + " -> " + target);
                }
            }
        }
        assertThat(links).isGreaterThan(20);
        assertThat(broken).isEmpty();
    }

    @Test
    void every_test_that_a_guarantee_names_exists() {
        List<String> named = Documents.found(
                "`([A-Z][A-Za-z0-9]+(?:Test|Contract)\\.[a-z0-9_]+)`", Documents.read("docs/guarantees.md"));
        Set<String> present = new TreeSet<>();
        for (Path source : Documents.sources(Documents.ROOT)) {
            String file = String.valueOf(source.getFileName()).replace(".java", "");
            if (file.endsWith("Test") || file.endsWith("Contract")) {
                Documents.found("void ([a-z0-9_]+)\\(", Documents.read(source))
                        .forEach(name -> present.add(file + "." + name));
            }
        }
        assertThat(named).hasSizeGreaterThan(30);
        assertThat(present).containsAll(named);
    }

    private static List<Path> mainSources() {
        return Stream.of("domain", "application", "protocol", "gateway")
                .flatMap(module ->
                        Documents.sources(Documents.ROOT.resolve(module).resolve("src/main")).stream())
                .toList();
    }
}
