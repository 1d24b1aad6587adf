package dev.parley.protocol.rpc;

import dev.parley.domain.json.JsonString;
import dev.parley.domain.shared.Bytes;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import dev.parley.protocol.json.JsonScanner;
import dev.parley.protocol.json.JsonText;
import dev.parley.protocol.json.JsonText.Kind;
import dev.parley.protocol.json.Members;
import dev.parley.protocol.json.Outline;
import dev.parley.protocol.rpc.Incoming.Batch;
import dev.parley.protocol.rpc.Incoming.Broken;
import dev.parley.protocol.rpc.Incoming.Member;
import dev.parley.protocol.rpc.Incoming.Single;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a message as JSON-RPC 2.0 (§4–6). Unknown members are ignored, so the protocol can grow.
public final class RequestReader {
    public static final int MAX_BATCH = 100;

    /// A document may be 64 deep; the envelope, `params`, the patch array and an operation stand around it.
    public static final int MAX_DEPTH = 64 + 8;

    private static final String PARAMS = "params";
    private static final Bytes NULL = Bytes.utf8("null");
    private static final JsonScanner SCANNER = new JsonScanner(MAX_DEPTH, PARAMS, MAX_BATCH);

    private RequestReader() {}

    /// Takes all that remains in `message`; the buffer can be used again afterwards.
    public static Incoming read(ByteBuffer message) {
        byte[] text = new byte[message.remaining()];
        message.get(text);
        return switch (SCANNER.scan(text, 0, text.length)) {
            case Outline.Fields one -> member(one.members());
            case Outline.Elements many -> batch(many);
            case Outline.Other other -> invalid("a request is an object", NULL);
            case Outline.Malformed malformed -> unreadable(malformed);
        };
    }

    private static Broken unreadable(Outline.Malformed malformed) {
        String message = "not JSON at byte " + malformed.at() + ": " + malformed.why();
        return new Broken(Problem.of(ErrorCode.PARSE_ERROR, message), NULL);
    }

    private static Broken invalid(String message, Bytes id) {
        return new Broken(Problem.of(ErrorCode.INVALID_REQUEST, message), id);
    }

    private static Incoming batch(Outline.Elements elements) {
        if (elements.count() < 1) {
            return invalid(batchSize(elements), NULL);
        }
        if (elements.count() > MAX_BATCH) {
            Problem tooLarge = Problem.of(ErrorCode.INVALID_REQUEST, batchSize(elements));
            return new Broken(tooLarge.with("limit", new JsonString("batch")), NULL);
        }
        List<Member> members = new ArrayList<>();
        for (Outline.Element element : elements.first()) {
            members.add(
                    element instanceof Outline.Fields one
                            ? member(one.members())
                            : invalid("a request is an object", NULL));
        }
        return new Batch(members);
    }

    private static String batchSize(Outline.Elements elements) {
        return "a batch holds 1 to " + MAX_BATCH + " requests, not " + elements.count();
    }

    private static Member member(Members members) {
        Optional<JsonText> id = members.get("id");
        if (id.isPresent() && !canBeId(id.get().kind())) {
            return invalid("an id is a string, a number or null", NULL);
        }
        Optional<Bytes> echo = id.map(JsonText::bytes);
        if (members.get("jsonrpc")
                .flatMap(RequestReader::text)
                .filter("2.0"::equals)
                .isEmpty()) {
            return invalid("jsonrpc must be \"2.0\"", echo.orElse(NULL));
        }
        Optional<String> method = members.get("method").flatMap(RequestReader::text);
        return method.<Member>map(name -> new Single(new Request(name, echo, params(members))))
                .orElseGet(() -> invalid("method must be a string", echo.orElse(NULL)));
    }

    private static boolean canBeId(Kind kind) {
        return switch (kind) {
            case STRING, NUMBER, NULL -> true;
            case OBJECT, ARRAY, BOOLEAN -> false;
        };
    }

    private static Optional<String> text(JsonText value) {
        return value.kind() == Kind.STRING ? Optional.of(value.string()) : Optional.empty();
    }

    /// `null` counts as absent: some clients write it for a method without parameters.
    private static Params params(Members members) {
        Optional<JsonText> given = members.get(PARAMS);
        if (given.isEmpty() || given.get().kind() == Kind.NULL) {
            return Params.none();
        }
        return members.inner().map(Params::of).orElseGet(Params::notByName);
    }
}
