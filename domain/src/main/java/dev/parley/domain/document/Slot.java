package dev.parley.domain.document;

import dev.parley.domain.json.EncodedSize;
import dev.parley.domain.shared.ClientId;
import java.util.Optional;

/// A member or an element: a place in a container that outlives the values in it.
///
/// @param name of the member; empty for an element
/// @param own bytes that the name takes in the document's text, with its colon; 0 for an element
/// @param order of the member among its siblings, as written; 0 for an element
/// @param id stays when the value is replaced or the slot moves
/// @param placement renewed when the slot moves
/// @param placer who put it here; absent where history is not known
record Slot(String name, int own, long order, long id, long placement, Optional<ClientId> placer, Node value) {
    static Slot element(long id, Optional<ClientId> placer, Node value) {
        return new Slot("", 0, 0, id, id, placer, value);
    }

    static Slot member(String name, long order, long id, Optional<ClientId> placer, Node value) {
        return new Slot(name, EncodedSize.ofString(name) + 1, order, id, id, placer, value);
    }

    Slot withValue(Node other) {
        return new Slot(name, own, order, id, placement, placer, other);
    }

    /// This slot's place, standing for `other` from now on.
    Slot identifiedAs(Slot other) {
        return new Slot(name, own, order, other.id, other.placement, other.placer, value);
    }

    /// This slot moved to where `there` stands.
    Slot movedTo(Slot there) {
        return new Slot(there.name, there.own, there.order, id, there.placement, there.placer, value);
    }

    int bytes() {
        return own + value.bytes();
    }
}
