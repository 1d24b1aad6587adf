package dev.parley.domain.document;

import dev.parley.domain.document.Dropped.Reason;
import dev.parley.domain.document.SlowTree.Found;
import dev.parley.domain.document.SlowTree.Held;
import dev.parley.domain.document.SlowTree.Kind;
import dev.parley.domain.document.SlowTree.Place;
import dev.parley.domain.document.SlowTree.Val;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.json.JsonPointer;
import dev.parley.domain.json.PatchOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The oracle of rebase: the rules written down once more, slowly, over a history that is replayed for every
/// question. It shares nothing with the code under test but the JSON values.
final class SlowRebase {
    /// A commit: who, and what the log says.
    record Commit(String author, JsonPatch patch) {}

    /// @param refusedAt index of a failed test, or −1
    record Answer(JsonPatch patch, List<Dropped> dropped, int refusedAt) {}

    private final Json first;
    private final List<Commit> history = new ArrayList<>();

    SlowRebase(Json first) {
        this.first = first;
    }

    /// Versions begin at 1, as the first document's.
    int head() {
        return 1 + history.size();
    }

    void commit(String author, JsonPatch patch) {
        history.add(new Commit(author, patch));
    }

    Json json(int version) {
        return at(version).root.json();
    }

    private SlowTree at(int version) {
        SlowTree tree = new SlowTree(first, "1.0");
        for (int made = 2; made <= version; made++) {
            Commit commit = history.get(made - 2);
            for (int i = 0; i < commit.patch().operations().size(); i++) {
                tree.commit(commit.patch().operations().get(i), made + "." + i, commit.author());
            }
        }
        return tree;
    }

    Answer rebase(int base, JsonPatch patch, String author) {
        Run run = new Run(at(base), at(head()), author, base, head() + 1);
        for (int index = 0; index < patch.operations().size(); index++) {
            if (!run.step(index, patch.operations().get(index))) {
                return new Answer(JsonPatch.EMPTY, run.dropped, index);
            }
        }
        return new Answer(new JsonPatch(run.out), run.dropped, -1);
    }

    private static final class Run {
        final SlowTree fork;
        final SlowTree head;
        final String author;
        final int base;
        final int version;
        final List<PatchOperation> out = new ArrayList<>();
        final List<Dropped> dropped = new ArrayList<>();

        Run(SlowTree fork, SlowTree head, String author, int base, int version) {
            this.fork = fork;
            this.head = head;
            this.author = author;
            this.base = base;
            this.version = version;
        }

        boolean step(int index, PatchOperation operation) {
            switch (operation) {
                case PatchOperation.Add(JsonPointer path, Json value) when path.isRoot() -> root(operation, value);
                case PatchOperation.Replace(JsonPointer path, Json value) when path.isRoot() -> root(operation, value);
                case PatchOperation.Add(JsonPointer path, Json value) -> add(index, path, value);
                case PatchOperation.Replace(JsonPointer path, Json value) -> replace(index, path, value);
                case PatchOperation.Remove(JsonPointer path) -> remove(index, path);
                case PatchOperation.Test(JsonPointer path, Json value) -> {
                    return test(path, value);
                }
                case PatchOperation.Move _, PatchOperation.Copy _ -> throw new IllegalArgumentException();
            }
            return true;
        }

        String label() {
            return version + "." + out.size();
        }

        Val made(Json value) {
            return SlowTree.build(value, label(), new int[1], author);
        }

        void root(PatchOperation operation, Json value) {
            fork.root = made(value);
            head.root = made(value);
            out.add(operation);
        }

        void drop(int index, Reason reason, Optional<Json> value) {
            dropped.add(new Dropped(index, reason, value));
        }

        void add(int index, JsonPointer path, Json value) {
            Val inFork = fork.parent(path);
            Optional<Held> there = head.container(inFork.id);
            if (there.isEmpty()) {
                drop(index, Reason.CONTAINER_GONE, Optional.of(value));
                fork.commit(new PatchOperation.Add(path, value), "lost." + index, author);
            } else if (inFork.kind == Kind.OBJECT) {
                addMember(index, path, value, inFork, there.get());
            } else {
                addElement(path, value, inFork, there.get());
            }
        }

        void addMember(int index, JsonPointer path, Json value, Val inFork, Held there) {
            String name = path.tokens().getLast();
            Optional<Place> mine = inFork.member(name);
            Optional<Place> theirs = there.val().member(name);
            Val made = made(value);
            boolean empty = made.kind != Kind.SCALAR && made.places.isEmpty();
            if (empty && mine.isEmpty() && theirs.isPresent() && theirs.get().val.kind == made.kind) {
                drop(index, Reason.CREATE_IF_ABSENT, Optional.of(value));
                Place alias = new Place(name, "", "", new Val(theirs.get().val.id, made.kind, made.scalar));
                inFork.places.add(standingFor(alias, theirs.get()));
                return;
            }
            out.add(new PatchOperation.Add(there.path().child(name), value));
            Place target = theirs.orElseGet(() -> new Place(name, made.id, author, made));
            target.val = made;
            if (theirs.isEmpty()) {
                there.val().places.add(target);
            }
            Place onFork = mine.orElseGet(() -> new Place(name, made.id, author, made));
            onFork.val = again(value, made);
            standingFor(onFork, target);
            if (mine.isEmpty()) {
                inFork.places.add(onFork);
            }
        }

        /// The same ids in another tree.
        Val again(Json value, Val made) {
            return SlowTree.build(value, made.id.substring(0, made.id.indexOf('#')), new int[1], author);
        }

        static Place standingFor(Place place, Place other) {
            place.slot = other.slot;
            place.placement = other.placement;
            place.placer = other.placer;
            return place;
        }

        void addElement(JsonPointer path, Json value, Val inFork, Held there) {
            Val made = made(value);
            boolean end = path.tokens().getLast().equals("-");
            int mine = SlowTree.index(inFork, path);
            int theirs = end ? there.val().places.size() : index(inFork, mine, there.val());
            out.add(new PatchOperation.Add(there.path().child(end ? "-" : Integer.toString(theirs)), value));
            there.val().places.add(theirs, new Place("", made.id, author, made));
            inFork.places.add(mine, new Place("", made.id, author, again(value, made)));
        }

        int index(Val inFork, int mine, Val inHead) {
            int index = 0;
            for (int left = mine - 1; left >= 0 && index == 0; left--) {
                index = inHead.indexOf(inFork.places.get(left).placement) + 1;
            }
            while (index < inHead.places.size() && concurrentAndFirst(inFork, inHead.places.get(index))) {
                index++;
            }
            return index;
        }

        /// What the patch itself removed from the fork is not concurrent.
        boolean concurrentAndFirst(Val inFork, Place other) {
            int placed = Integer.parseInt(other.placement.substring(0, other.placement.indexOf('.')));
            return inFork.indexOf(other.placement) < 0 && placed > base && other.placer.compareTo(author) < 0;
        }

        void replace(int index, JsonPointer path, Json value) {
            Found mine = fork.at(path);
            Optional<Found> theirs = target(mine);
            if (theirs.isPresent()) {
                Val made = made(value);
                out.add(new PatchOperation.Replace(theirs.get().path(), value));
                theirs.get().place().val = made;
                mine.place().val = again(value, made);
                if (!mine.place().slot.equals(theirs.get().place().slot)) {
                    standingFor(mine.place(), theirs.get().place());
                }
                return;
            }
            Optional<Held> there = head.container(mine.container().id);
            if (there.isEmpty()) {
                drop(index, Reason.CONTAINER_GONE, Optional.of(value));
                mine.place().val = SlowTree.build(value, "lost." + index, new int[1], author);
                return;
            }
            putBack(mine, value, there.get());
        }

        void putBack(Found mine, Json value, Held there) {
            Val made = made(value);
            boolean object = there.val().kind == Kind.OBJECT;
            int index = object ? there.val().places.size() : index(mine.container(), mine.index(), there.val());
            String token = object ? mine.place().name : Integer.toString(index);
            out.add(new PatchOperation.Add(there.path().child(token), value));
            Place back = new Place(mine.place().name, "", "", made);
            there.val().places.add(index, standingFor(back, mine.place()));
            mine.place().val = again(value, made);
        }

        /// The slot, or the same named place.
        Optional<Found> target(Found mine) {
            return head.slot(mine.place().slot)
                    .or(() -> head.container(mine.container().id)
                            .filter(held -> held.val().kind == Kind.OBJECT)
                            .flatMap(held -> held.val()
                                    .member(mine.place().name)
                                    .map(place -> new Found(
                                            held.val(),
                                            held.val().places.indexOf(place),
                                            held.path().child(place.name)))));
        }

        void remove(int index, JsonPointer path) {
            Found mine = fork.at(path);
            Place gone = mine.container().places.remove(mine.index());
            Optional<Found> theirs = head.slot(gone.slot);
            if (theirs.isEmpty()) {
                drop(index, Reason.ALREADY_GONE, Optional.empty());
            } else if (!theirs.get().place().val.id.equals(gone.val.id)) {
                drop(index, Reason.OVERWRITTEN_SINCE, Optional.empty());
            } else {
                out.add(new PatchOperation.Remove(theirs.get().path()));
                theirs.get().container().places.remove(theirs.get().index());
            }
        }

        boolean test(JsonPointer path, Json value) {
            if (path.isRoot()) {
                out.add(new PatchOperation.Test(path, value));
                return head.root.json().equals(value);
            }
            Optional<Found> theirs = target(fork.at(path));
            theirs.ifPresent(found -> out.add(new PatchOperation.Test(found.path(), value)));
            return theirs.isPresent() && theirs.get().place().val.json().equals(value);
        }
    }
}
