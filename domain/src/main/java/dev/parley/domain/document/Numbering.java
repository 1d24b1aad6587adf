package dev.parley.domain.document;

import dev.parley.domain.json.EncodedSize;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.shared.ClientId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Numbers the nodes that one operation makes, in preorder with members in name order.
///
/// @param first id of the value itself
/// @param placer of every slot in it
record Numbering(long first, Optional<ClientId> placer) {
    Node node(Json json) {
        return node(json, first);
    }

    /// The same value under new ids, as a copy needs it.
    Node copy(Node node) {
        return copy(node, first);
    }

    private Node node(Json json, long id) {
        return switch (json) {
            case JsonObject(var members) -> new Node.Members(id, members(members, id), members.size());
            case JsonArray(List<Json> items) -> new Node.Elements(id, elements(items, id));
            case Json scalar -> new Node.Scalar(id, scalar, Math.toIntExact(EncodedSize.of(scalar)));
        };
    }

    private Slots elements(List<Json> items, long id) {
        Slot[] slots = new Slot[items.size()];
        long next = id + 1;
        for (int i = 0; i < slots.length; i++) {
            Node value = node(items.get(i), next);
            slots[i] = Slot.element(next, placer, value);
            next += value.nodes();
        }
        return Slots.of(slots);
    }

    private Slots members(Map<String, Json> members, long id) {
        Written[] sorted = sorted(members);
        Slot[] slots = new Slot[sorted.length];
        long next = id + 1;
        for (int i = 0; i < slots.length; i++) {
            Node value = node(sorted[i].value(), next);
            slots[i] = Slot.member(sorted[i].name(), sorted[i].order(), next, placer, value);
            next += value.nodes();
        }
        return Slots.of(slots);
    }

    private static Written[] sorted(Map<String, Json> members) {
        Written[] written = new Written[members.size()];
        int order = 0;
        for (Map.Entry<String, Json> member : members.entrySet()) {
            written[order] = new Written(member.getKey(), order, member.getValue());
            order++;
        }
        Arrays.sort(written, Comparator.comparing(Written::name));
        return written;
    }

    /// A member as it stood in the text.
    private record Written(String name, int order, Json value) {}

    private Node copy(Node node, long id) {
        return switch (node) {
            case Node.Scalar(long _, Json json, int bytes) -> new Node.Scalar(id, json, bytes);
            case Node.Elements(long _, Slots slots) -> new Node.Elements(id, copy(slots, id));
            case Node.Members(long _, Slots slots, long nextOrder) -> new Node.Members(id, copy(slots, id), nextOrder);
        };
    }

    private Slots copy(Slots slots, long id) {
        Slot[] copies = new Slot[slots.size()];
        long next = id + 1;
        for (int i = 0; i < copies.length; i++) {
            Slot slot = slots.get(i);
            Node value = copy(slot.value(), next);
            copies[i] = new Slot(slot.name(), slot.own(), slot.order(), next, next, placer, value);
            next += value.nodes();
        }
        return Slots.of(copies);
    }
}
