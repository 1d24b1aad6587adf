package dev.parley.domain.document;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonArray;
import dev.parley.domain.json.JsonObject;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/// A value in a document, with its identity and the figures that limits are about. Immutable; versions
/// share what did not change between them.
sealed interface Node {
    /// Renewed when the value is replaced, kept when something inside it changes.
    long id();

    /// Of its compact text.
    int bytes();

    /// Values in it, itself included.
    int nodes();

    /// Containers in containers; 0 for a scalar.
    int height();

    Json json();

    /// The most children of any container in it. Walks.
    int widest();

    /// Containers have slots, scalars none.
    sealed interface Container extends Node {
        Slots slots();

        /// The same value after a change inside.
        Container with(Slots changed);

        @Override
        default int bytes() {
            return 2 + slots().bytes() + Math.max(0, slots().size() - 1);
        }

        @Override
        default int nodes() {
            return 1 + slots().nodes();
        }

        @Override
        default int height() {
            return 1 + slots().height();
        }

        @Override
        default int widest() {
            int widest = slots().size();
            for (int i = 0; i < slots().size(); i++) {
                widest = Math.max(widest, slots().get(i).value().widest());
            }
            return widest;
        }
    }

    record Scalar(long id, Json json, int bytes) implements Node {
        @Override
        public int nodes() {
            return 1;
        }

        @Override
        public int height() {
            return 0;
        }

        @Override
        public int widest() {
            return 0;
        }
    }

    /// @param slots in array order
    record Elements(long id, Slots slots) implements Container {
        @Override
        public Elements with(Slots changed) {
            return new Elements(id, changed);
        }

        @Override
        public Json json() {
            List<Json> items = slots.stream().map(slot -> slot.value().json()).toList();
            return new JsonArray(items);
        }
    }

    /// @param slots sorted by name, so that a name is found by halving and ids are given in name order
    /// @param nextOrder what the next new member gets, so that members can be told in the order of their arrival
    record Members(long id, Slots slots, long nextOrder) implements Container {
        @Override
        public Members with(Slots changed) {
            return new Members(id, changed, nextOrder);
        }

        Members withNew(Slots changed) {
            return new Members(id, changed, nextOrder + 1);
        }

        @Override
        public Json json() {
            LinkedHashMap<String, Json> members = LinkedHashMap.newLinkedHashMap(slots.size());
            inOrder().forEach(slot -> members.put(slot.name(), slot.value().json()));
            return new JsonObject(members);
        }

        private Stream<Slot> inOrder() {
            return slots.stream().sorted(Comparator.comparingLong(Slot::order));
        }
    }
}
