package dev.parley.protocol.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonBoolean;
import dev.parley.domain.json.JsonNull;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonString;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What an independent parser, set as strict as it goes, makes of a text, and which of our own rules the
/// text breaks beyond that.
final class JacksonOracle {
    /// What we refuse and it does not.
    enum Rule {
        OVERFLOW,
        NUL,
        LONE_SURROGATE,
        NOT_UTF8,
        INEXACT_INTEGER
    }

    /// @param json empty where it refuses the text, or a rule leaves no value
    /// @param refused whether the independent parser refuses the text
    record Opinion(Optional<Json> json, boolean refused, Set<Rule> broken) {}

    private static final String INTEGER = "-?[0-9]+";

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .configure(JsonFactory.Feature.CHARSET_DETECTION, false)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(72)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final Set<Rule> broken = EnumSet.noneOf(Rule.class);

    private JacksonOracle() {}

    static Opinion ask(byte[] text) {
        return new JacksonOracle().judge(text);
    }

    private Opinion judge(byte[] text) {
        note(!isUtf8(text), Rule.NOT_UTF8);
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return new Opinion(Optional.empty(), true, broken);
            }
            Json json = value(parser, first);
            boolean more = parser.nextToken() != null;
            return new Opinion(Optional.of(json), more, broken);
        } catch (IOException refused) {
            return new Opinion(Optional.empty(), true, broken);
        }
    }

    private static boolean isUtf8(byte[] text) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    private Json value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new JsonString(checked(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
            case VALUE_TRUE -> JsonBoolean.TRUE;
            case VALUE_FALSE -> JsonBoolean.FALSE;
            case VALUE_NULL -> JsonNull.NULL;
            default -> throw new IOException("unexpected " + token);
        };
    }

    private Json object(JsonParser parser) throws IOException {
        LinkedHashMap<String, Json> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = checked(parser.currentName());
            members.put(name, value(parser, parser.nextToken()));
        }
        return new JsonObject(members);
    }

    private Json array(JsonParser parser) throws IOException {
        List<Json> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(parser, token));
        }
        return new JsonArray(items);
    }

    private Json number(String literal) {
        double value = Double.parseDouble(literal);
        if (Double.isInfinite(value)) {
            broken.add(Rule.OVERFLOW);
            return JsonNull.NULL;
        }
        boolean integer = literal.matches(INTEGER);
        note(integer && new BigDecimal(literal).compareTo(new BigDecimal(value)) != 0, Rule.INEXACT_INTEGER);
        return new JsonNumber(value);
    }

    private String checked(String text) {
        note(text.indexOf('\0') >= 0, Rule.NUL);
        note(text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF), Rule.LONE_SURROGATE);
        return text;
    }

    private void note(boolean breaks, Rule rule) {
        if (breaks) {
            broken.add(rule);
        }
    }
}
