package dev.parley.domain.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Another library's trees, for comparison with ours.
public final class JacksonJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JacksonJson() {}

    /// `'` may stand for `"`.
    public static Json read(String text) {
        try {
            return fromJackson(MAPPER.readTree(text.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    public static Json fromJackson(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> array(node);
            case STRING -> new JsonString(node.textValue());
            case NUMBER -> new JsonNumber(node.doubleValue());
            case BOOLEAN -> JsonBoolean.of(node.booleanValue());
            case NULL -> JsonNull.NULL;
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("no JSON: " + node);
        };
    }

    private static Json object(JsonNode node) {
        SequencedMap<String, Json> members = new LinkedHashMap<>();
        node.properties().forEach(member -> members.put(member.getKey(), fromJackson(member.getValue())));
        return new JsonObject(members);
    }

    private static Json array(JsonNode node) {
        List<Json> items = new ArrayList<>();
        node.forEach(item -> items.add(fromJackson(item)));
        return new JsonArray(items);
    }

    public static JsonNode toJackson(Json json) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (json) {
            case JsonObject(var members) -> {
                ObjectNode object = nodes.objectNode();
                members.forEach((name, value) -> object.set(name, toJackson(value)));
                yield object;
            }
            case JsonArray(List<Json> items) -> {
                ArrayNode array = nodes.arrayNode();
                items.forEach(item -> array.add(toJackson(item)));
                yield array;
            }
            case JsonString(String value) -> nodes.textNode(value);
            case JsonNumber(double value) ->
                value == (int) value ? nodes.numberNode((int) value) : nodes.numberNode(value);
            case JsonBoolean literal -> nodes.booleanNode(literal.value());
            case JsonNull _ -> nodes.nullNode();
        };
    }
}
