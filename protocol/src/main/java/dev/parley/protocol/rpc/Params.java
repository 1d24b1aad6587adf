package dev.parley.protocol.rpc;

import static dev.parley.domain.shared.ErrorCode.INVALID_ID;
import static dev.parley.domain.shared.ErrorCode.INVALID_PARAMS;
import static dev.parley.domain.shared.ErrorCode.INVALID_PATTERN;
import static dev.parley.domain.shared.ErrorCode.INVALID_TOPIC;

import dev.parley.domain.events.Topic;
import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.PatchLimits;
import dev.parley.domain.shared.Bytes;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Grammar;
import dev.parley.domain.shared.Problem;
import dev.parley.domain.shared.SessionId;
import dev.parley.protocol.json.JsonScanner;
import dev.parley.protocol.json.JsonText;
import dev.parley.protocol.json.JsonText.Kind;
import dev.parley.protocol.json.Members;
import dev.parley.protocol.json.Outline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// The parameters of one call, read by name when asked for. What is missing, of a wrong type or of a wrong
/// grammar throws a [Refusal] that names the field; a field inside another is named `typing.seq`, an
/// element `resume.typing.0`. JSON `null` is a value like any other, so it is a wrong type wherever
/// something else is expected.
public final class Params {
    private static final JsonScanner SCANNER = new JsonScanner(RequestReader.MAX_DEPTH, "", Integer.MAX_VALUE);

    private final Members members;
    private final String prefix;
    private final boolean byName;

    private Params(Members members, String prefix, boolean byName) {
        this.members = members;
        this.prefix = prefix;
        this.byName = byName;
    }

    public static Params none() {
        return new Params(Members.none(), "", true);
    }

    public static Params of(Members members) {
        return new Params(members, "", true);
    }

    /// Parameters that came by position or not as a structure: each access is refused, so that the answer
    /// has the id.
    static Params notByName() {
        return new Params(Members.none(), "", false);
    }

    public boolean has(String name) {
        return text(name).isPresent();
    }

    public String string(String name) {
        return stringIn(name, required(name));
    }

    public Optional<String> optionalString(String name) {
        return text(name).map(value -> stringIn(name, value));
    }

    /// An integer, also where it is written `1.0` or `1e3`.
    public long integer(String name) {
        return integerIn(name, required(name));
    }

    public OptionalLong optionalInteger(String name) {
        Optional<JsonText> value = text(name);
        return value.isPresent() ? OptionalLong.of(integerIn(name, value.get())) : OptionalLong.empty();
    }

    /// An integer ≥ 1.
    public long atLeast1(String name) {
        return requireAtLeast1(name, integer(name));
    }

    /// An integer ≥ 1.
    public OptionalLong optionalAtLeast1(String name) {
        OptionalLong value = optionalInteger(name);
        value.ifPresent(number -> requireAtLeast1(name, number));
        return value;
    }

    private long requireAtLeast1(String name, long value) {
        if (value < 1) {
            throw refusal(name, "must be at least 1");
        }
        return value;
    }

    public boolean bool(String name) {
        return boolIn(name, required(name));
    }

    public Optional<Boolean> optionalBool(String name) {
        return text(name).map(value -> boolIn(name, value));
    }

    public Json json(String name) {
        return jsonIn(name, required(name));
    }

    public Optional<Json> optionalJson(String name) {
        return text(name).map(value -> jsonIn(name, value));
    }

    /// The text of a value as the client wrote it.
    public Bytes raw(String name) {
        return required(name).bytes();
    }

    public Optional<Bytes> optionalRaw(String name) {
        return text(name).map(JsonText::bytes);
    }

    public Params object(String name) {
        return objectIn(name, required(name));
    }

    public Optional<Params> optionalObject(String name) {
        return text(name).map(value -> objectIn(name, value));
    }

    /// An array of objects, empty where it is absent.
    ///
    /// @param most more of them are `LIMIT_EXCEEDED`
    public List<Params> optionalObjects(String name, int most) {
        return text(name).map(value -> objectsIn(name, value, most)).orElse(List.of());
    }

    /// RFC 6902; anything wrong inside the array is `INVALID_PATCH` with its index, a larger patch `LIMIT_EXCEEDED`.
    public JsonPatch patch(String name, PatchLimits limits) {
        JsonText value = typed(name, required(name), Kind.ARRAY, "must be an array of operations");
        return PatchReader.read(value, limits);
    }

    /// One of a closed set of words.
    public <T> T oneOf(String name, Function<String, Optional<T>> named) {
        return oneOfIn(name, string(name), named);
    }

    public <T> Optional<T> optionalOneOf(String name, Function<String, Optional<T>> named) {
        return optionalString(name).map(word -> oneOfIn(name, word, named));
    }

    private <T> T oneOfIn(String name, String word, Function<String, Optional<T>> named) {
        return named.apply(word).orElseThrow(() -> refusal(name, "is not one of the known values"));
    }

    /// An id of the common grammar: a subscription, an event.
    public String id(String name) {
        return idIn(name, string(name));
    }

    public Optional<String> optionalId(String name) {
        return optionalString(name).map(value -> idIn(name, value));
    }

    public SessionId session(String name) {
        return new SessionId(id(name));
    }

    public Optional<SessionId> optionalSession(String name) {
        return optionalId(name).map(SessionId::new);
    }

    public DeviceId device(String name) {
        return new DeviceId(id(name));
    }

    public Optional<DeviceId> optionalDevice(String name) {
        return optionalId(name).map(DeviceId::new);
    }

    public Topic topic(String name) {
        return Topic.parse(string(name)).orElseThrow(() -> refusal(INVALID_TOPIC, name, "is not a topic"));
    }

    public TopicPattern pattern(String name) {
        return TopicPattern.parse(string(name))
                .orElseThrow(() -> refusal(INVALID_PATTERN, name, "is not a topic pattern"));
    }

    private String idIn(String name, String value) {
        if (!Grammar.ID.accepts(value)) {
            throw refusal(INVALID_ID, name, "must be 1 to 128 of A-Z a-z 0-9 . _ : -");
        }
        return value;
    }

    /// Refuses the call if it has a member that the protocol lists and this server cannot honour.
    public void refuse(String name, String why) {
        if (has(name)) {
            throw refusal(name, why);
        }
    }

    /// For the caller to throw: this member has a value that will not do.
    public Refusal refusal(String name, String why) {
        return refusal(INVALID_PARAMS, name, why);
    }

    /// As [#refusal(String, String)], with a code of its own.
    public Refusal refusal(ErrorCode code, String name, String why) {
        String field = prefix + name;
        return Refusal.ofField(code, field, field + " " + why);
    }

    private Optional<JsonText> text(String name) {
        if (!byName) {
            throw new Refusal(Problem.of(INVALID_PARAMS, "params must be an object: parameters go by name"));
        }
        return members.get(name);
    }

    private JsonText required(String name) {
        return text(name).orElseThrow(() -> refusal(name, "is missing"));
    }

    private JsonText typed(String name, JsonText value, Kind kind, String otherwise) {
        if (value.kind() != kind) {
            throw refusal(name, otherwise);
        }
        return value;
    }

    private String stringIn(String name, JsonText value) {
        return typed(name, value, Kind.STRING, "must be a string").string();
    }

    private boolean boolIn(String name, JsonText value) {
        return typed(name, value, Kind.BOOLEAN, "must be true or false").isTrue();
    }

    private long integerIn(String name, JsonText value) {
        return typed(name, value, Kind.NUMBER, "must be an integer")
                .integer()
                .orElseThrow(() -> refusal(name, "must be an integer that a double holds exactly"));
    }

    private Json jsonIn(String name, JsonText value) {
        return ValueReader.read(value, why -> refusal(name, why));
    }

    private Params objectIn(String name, JsonText value) {
        if (value.outline(SCANNER) instanceof Outline.Fields fields) {
            return new Params(fields.members(), prefix + name + ".", true);
        }
        throw refusal(name, "must be an object");
    }

    private List<Params> objectsIn(String name, JsonText value, int most) {
        if (!(value.outline(SCANNER) instanceof Outline.Elements elements)) {
            throw refusal(name, "must be an array of objects");
        }
        String field = prefix + name;
        if (elements.count() > most) {
            throw new Refusal(Problem.limit(field, most, field + " has more than " + most + " elements"));
        }
        List<Params> objects = new ArrayList<>();
        for (Outline.Element element : elements.first()) {
            String place = name + "." + objects.size();
            if (!(element instanceof Outline.Fields fields)) {
                throw refusal(place, "must be an object");
            }
            objects.add(new Params(fields.members(), prefix + place + ".", true));
        }
        return objects;
    }
}
