package dev.parley.domain.document;

import dev.parley.domain.document.Dropped.Reason;
import dev.parley.domain.document.Node.Container;
import dev.parley.domain.document.Node.Elements;
import dev.parley.domain.document.Node.Members;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonPointer;
import dev.parley.domain.json.PatchOperation;
import java.util.Optional;

/// One operation of the walk: read on the fork, carried out on fork and head, so that both have the same ids
/// for what it makes. The rules have the numbers R1 to R13 in `docs/`.
///
/// @param ids for what both trees get
/// @param unmatched for what only the fork gets
record Stride(Node fork, Locate locate, Placing placing, Numbering ids, Numbering unmatched) {
    Step of(PatchOperation operation) {
        return switch (operation) {
            case PatchOperation.Add add -> add.path().isRoot() ? newRoot(add, add.value()) : add(add);
            case PatchOperation.Replace replace ->
                replace.path().isRoot() ? newRoot(replace, replace.value()) : replace(replace);
            case PatchOperation.Remove remove -> remove(remove);
            case PatchOperation.Test test -> test(test);
            case PatchOperation.Move _, PatchOperation.Copy _ ->
                throw new IllegalArgumentException("not rebased: " + operation);
        };
    }

    /// R13: all that is concurrent ends with the old root.
    private Step newRoot(PatchOperation operation, Json value) {
        Node root = ids.node(value);
        return new Step.Kept(operation, root, root);
    }

    private Step add(PatchOperation.Add add) {
        Way onFork = way(add.path());
        return locate.container(onFork)
                .map(inHead -> switch (inHead.last()) {
                    case Members _ -> addMember(add, onFork, inHead.toMember(name(add)));
                    case Elements elements -> addElement(add, onFork, inHead, elements);
                })
                .orElseGet(() -> containerGone(add.value(), lonely(add, onFork)));
    }

    private static String name(PatchOperation operation) {
        return operation.path().tokens().getLast();
    }

    private Step addMember(PatchOperation.Add add, Way onFork, Way inHead) {
        Node value = ids.node(add.value());
        if (createsWhatIsThere(onFork, inHead, value)) {
            return new Step.Left(
                    Reason.CREATE_IF_ABSENT, Optional.of(add.value()), adopted(onFork, inHead.slot(), value));
        }
        Slot slot = inHead.present() ? inHead.slot().withValue(value) : member(name(add), inHead, value);
        return new Step.Kept(
                new PatchOperation.Add(inHead.pointer(name(add)), add.value()), set(onFork, slot), set(inHead, slot));
    }

    /// R2: two authors make the same container; the second one's content goes into the first one's.
    private static boolean createsWhatIsThere(Way onFork, Way inHead, Node value) {
        return !onFork.present()
                && inHead.present()
                && value instanceof Container container
                && container.slots().size() == 0
                && container.getClass() == inHead.slot().value().getClass();
    }

    /// The fork gets an empty container that stands for the head's.
    private static Node adopted(Way onFork, Slot there, Node empty) {
        long id = there.value().id();
        Node value = empty instanceof Members ? new Members(id, Slots.of(), 0) : new Elements(id, Slots.of());
        return set(onFork, there.withValue(value));
    }

    /// R3.
    private Step addElement(PatchOperation.Add add, Way onFork, Way container, Elements elements) {
        boolean atEnd = name(add).equals("-");
        int index =
                atEnd ? elements.slots().size() : placing.indexFor(onFork.last().slots(), onFork.lastIndex(), elements);
        Way inHead = container.toElement(index);
        Slot slot = Slot.element(ids.first(), ids.placer(), ids.node(add.value()));
        JsonPointer path = atEnd ? inHead.pointer("-") : inHead.pointer();
        return new Step.Kept(new PatchOperation.Add(path, add.value()), onFork.inserting(slot), inHead.inserting(slot));
    }

    private Step replace(PatchOperation.Replace replace) {
        Way onFork = way(replace.path());
        return locate.slot(onFork)
                .or(() -> locate.sameNamed(onFork))
                .map(inHead -> replaceThere(replace, onFork, inHead))
                .or(() -> locate.container(onFork).map(container -> putBack(replace, onFork, container)))
                .orElseGet(() -> containerGone(
                        replace.value(), onFork.replacing(onFork.slot().withValue(unmatched.node(replace.value())))));
    }

    /// R4. At a same named place the fork's slot stands for the head's from now on.
    private Step replaceThere(PatchOperation.Replace replace, Way onFork, Way inHead) {
        Slot slot = inHead.slot().withValue(ids.node(replace.value()));
        return new Step.Kept(
                new PatchOperation.Replace(inHead.pointer(), replace.value()),
                onFork.replacing(standingFor(slot, onFork.slot())),
                inHead.replacing(slot));
    }

    /// A slot that was found by its id keeps its own placement: the head may have moved it since.
    private static Slot standingFor(Slot inHead, Slot onFork) {
        Slot written = onFork.withValue(inHead.value());
        return onFork.id() == inHead.id() ? written : written.identifiedAs(inHead);
    }

    /// R5: a write survives a concurrent remove.
    private Step putBack(PatchOperation.Replace replace, Way onFork, Way container) {
        Slot slot = onFork.slot().withValue(ids.node(replace.value()));
        Way inHead = switch (container.last()) {
            case Members _ -> container.toMember(slot.name());
            case Elements elements ->
                container.toElement(placing.indexFor(onFork.last().slots(), onFork.lastIndex(), elements));
        };
        JsonPointer path = inHead.last() instanceof Members ? inHead.pointer(slot.name()) : inHead.pointer();
        return new Step.Kept(
                new PatchOperation.Add(path, replace.value()), onFork.replacing(slot), inHead.inserting(slot));
    }

    /// R6, R7.
    private Step remove(PatchOperation.Remove remove) {
        Way onFork = way(remove.path());
        Node fork = onFork.removing();
        return locate.slot(onFork)
                .<Step>map(inHead ->
                        inHead.slot().value().id() == onFork.slot().value().id()
                                ? new Step.Kept(new PatchOperation.Remove(inHead.pointer()), fork, inHead.removing())
                                : new Step.Left(Reason.OVERWRITTEN_SINCE, Optional.empty(), fork))
                .orElseGet(() -> new Step.Left(Reason.ALREADY_GONE, Optional.empty(), fork));
    }

    /// R11.
    private Step test(PatchOperation.Test test) {
        if (test.path().isRoot()) {
            return verdict(test, locate.head(), test.path());
        }
        Way onFork = way(test.path());
        return locate.slot(onFork)
                .or(() -> locate.sameNamed(onFork))
                .map(inHead -> verdict(test, inHead.slot().value(), inHead.pointer()))
                .orElseGet(() -> new Step.Untrue("the tested value is gone"));
    }

    private Step verdict(PatchOperation.Test test, Node actual, JsonPointer path) {
        return Sameness.same(actual, test.value())
                ? new Step.Kept(new PatchOperation.Test(path, test.value()), fork, locate.head())
                : new Step.Untrue("the tested value was changed");
    }

    /// R12.
    private static Step containerGone(Json value, Node fork) {
        return new Step.Left(Reason.CONTAINER_GONE, Optional.of(value), fork);
    }

    private Node lonely(PatchOperation.Add add, Way onFork) {
        return switch (new Edit(fork, unmatched).of(add)) {
            case Edited.Ok ok -> ok.root();
            case Edited.Wrong wrong -> throw new IllegalStateException(wrong + " at " + onFork.pointer(name(add)));
        };
    }

    private Slot member(String name, Way way, Node value) {
        return Slot.member(name, ((Members) way.last()).nextOrder(), ids.first(), ids.placer(), value);
    }

    private static Node set(Way way, Slot slot) {
        return way.present() ? way.replacing(slot) : way.inserting(slot);
    }

    private Way way(JsonPointer path) {
        return Way.along(fork, path)
                .orElseThrow(() -> new IllegalStateException("was applied to the author's view: " + path));
    }
}
