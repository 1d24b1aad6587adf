package dev.parley.domain.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.domain.json.JacksonJson;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonPatches;
import dev.parley.domain.json.PatchLimits;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The cases of json-patch-tests (see the NOTICE beside them).
class ConformanceTest {
    private static final ClientId ANN = new ClientId(new UserId("ann"), new DeviceId("d"));

    @TestFactory
    Stream<DynamicTest> every_enabled_case_holds() throws IOException {
        return cases().stream().map(one -> dynamicTest(one.toString(), () -> check(one)));
    }

    @Test
    void no_case_is_missing() throws IOException {
        assertThat(cases()).hasSize(108);
    }

    private static void check(JsonNode one) {
        Optional<Json> result = result(one);
        if (one.has("error")) {
            assertThat(result).isEmpty();
        } else {
            assertThat(result).contains(JacksonJson.fromJackson(one.path("expected")));
        }
    }

    private static Optional<Json> result(JsonNode one) {
        Json patch = JacksonJson.fromJackson(one.path("patch"));
        Document document = Document.at(1, JacksonJson.fromJackson(one.path("doc")));
        return switch (JsonPatches.parse(patch, PatchLimits.DEFAULT)) {
            case JsonPatches.Parsed.Good good ->
                switch (Apply.apply(document, good.patch(), 2, ANN, DocumentLimits.DEFAULT)) {
                    case Applied.Done done -> Optional.of(done.document().json());
                    case Applied.Failed _ -> Optional.empty();
                };
            case JsonPatches.Parsed.Bad _ -> Optional.empty();
        };
    }

    private static List<JsonNode> cases() throws IOException {
        List<JsonNode> enabled = new ArrayList<>();
        for (String file : List.of("spec_tests.json", "tests.json")) {
            try (InputStream text = open(file)) {
                new ObjectMapper().readTree(text).forEach(enabled::add);
            }
        }
        enabled.removeIf(one -> !one.has("patch") || one.path("disabled").asBoolean());
        return enabled;
    }

    private static InputStream open(String file) {
        return Objects.requireNonNull(ConformanceTest.class.getResourceAsStream("/json-patch-tests/" + file), file);
    }
}
