package dev.parley.protocol.rpc;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.JsonPointer;
import dev.parley.domain.json.PatchOperation;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import dev.parley.protocol.json.JsonScanner;
import dev.parley.protocol.json.JsonText;
import dev.parley.protocol.json.JsonText.Kind;
import dev.parley.protocol.json.Members;
import dev.parley.protocol.json.Outline;
import java.util.ArrayList;
import java.util.List;

/// Reads the array of a JSON Patch (RFC 6902 §3–4). Members that an operation does not define are ignored,
/// as the RFC demands. Whether the operations fit a document is not its business.
public final class PatchReader {
    private static final JsonScanner SCANNER = new JsonScanner(RequestReader.MAX_DEPTH, "", Integer.MAX_VALUE);

    private final Members operation;
    private final int index;

    private PatchReader(Members operation, int index) {
        this.operation = operation;
        this.index = index;
    }

    /// @throws Refusal `INVALID_PATCH`, with the index of the operation at fault
    public static JsonPatch read(JsonText patch) {
        if (!(patch.outline(SCANNER) instanceof Outline.Elements elements)) {
            throw new Refusal(Problem.of(ErrorCode.INVALID_PATCH, "a patch is an array of operations"));
        }
        List<PatchOperation> operations = new ArrayList<>(elements.count());
        for (Outline element : elements.first()) {
            operations.add(operation(element, operations.size()));
        }
        return new JsonPatch(operations);
    }

    private static PatchOperation operation(Outline element, int index) {
        if (element instanceof Outline.Fields fields) {
            return new PatchReader(fields.members(), index).operation();
        }
        throw refusal(index, "is not an object");
    }

    private PatchOperation operation() {
        String op = string("op");
        return switch (op) {
            case "add" -> new PatchOperation.Add(pointer("path"), value());
            case "remove" -> new PatchOperation.Remove(pointer("path"));
            case "replace" -> new PatchOperation.Replace(pointer("path"), value());
            case "move" -> new PatchOperation.Move(pointer("from"), pointer("path"));
            case "copy" -> new PatchOperation.Copy(pointer("from"), pointer("path"));
            case "test" -> new PatchOperation.Test(pointer("path"), value());
            default -> throw refusal(index, "has an unknown op");
        };
    }

    private JsonText member(String name) {
        return operation.get(name).orElseThrow(() -> refusal(index, "has no " + name));
    }

    private String string(String name) {
        JsonText value = member(name);
        if (value.kind() != Kind.STRING) {
            throw refusal(index, "has a " + name + " that is not a string");
        }
        return value.string();
    }

    private JsonPointer pointer(String name) {
        return JsonPointer.parse(string(name))
                .orElseThrow(() -> refusal(index, "has a " + name + " that is not a JSON Pointer"));
    }

    private Json value() {
        return ValueReader.read(member("value"), why -> refusal(index, why));
    }

    private static Refusal refusal(int index, String why) {
        Problem problem = Problem.of(ErrorCode.INVALID_PATCH, "operation " + index + " " + why);
        return new Refusal(problem.with("index", JsonNumber.of(index)));
    }
}
