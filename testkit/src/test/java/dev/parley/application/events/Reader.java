package dev.parley.application.events;

import dev.parley.application.delivery.Ending;
import dev.parley.application.delivery.Notice;
import dev.parley.application.delivery.Subscriber;
import dev.parley.application.lanes.Lane;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.shared.ConnectionId;
import dev.parley.testkit.VirtualLane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A connection on a loop of its own: what lanes say arrives later, in their order, and waits in a queue
/// until it is read. While the queue is long it counts as lagging.
final class Reader implements Subscriber {
    static final int LAG_MARK = 8;

    private final ConnectionId id;
    private final VirtualLane loop;
    private final ArrayDeque<Object> queue = new ArrayDeque<>();
    private final List<Runnable> whenDrained = new ArrayList<>();
    private final List<Object> heard = new ArrayList<>();
    private Consumer<Object> witness = what -> {};
    private Consumer<Object> listener = what -> {};
    private boolean reads = true;
    private Optional<Ending> ended = Optional.empty();

    Reader(String id, VirtualLane loop) {
        this.id = new ConnectionId(id);
        this.loop = loop;
    }

    VirtualLane loop() {
        return loop;
    }

    /// @param atSaying gets what is said, when a lane says it
    /// @param atArrival gets the same in the order of arrival
    void watchedBy(Consumer<Object> atSaying, Consumer<Object> atArrival) {
        witness = atSaying;
        listener = atArrival;
    }

    void said(Object what) {
        witness.accept(what);
    }

    @Override
    public ConnectionId id() {
        return id;
    }

    @Override
    public void tell(Notice notice) {
        said(notice);
        loop.execute(() -> enqueue(notice));
    }

    <T> Reply<Outcome<T>> answer() {
        return outcome -> {
            said(outcome);
            loop.execute(() -> enqueue(outcome));
        };
    }

    /// On the loop.
    void enqueue(Object what) {
        listener.accept(what);
        queue.add(what);
        if (reads) {
            readOn();
        }
    }

    boolean isFull() {
        return queue.size() >= LAG_MARK;
    }

    int queued() {
        return queue.size();
    }

    void stopReading() {
        reads = false;
    }

    void readOn() {
        reads = true;
        heard.addAll(queue);
        queue.clear();
        List<Runnable> now = List.copyOf(whenDrained);
        whenDrained.clear();
        now.forEach(Runnable::run);
    }

    @Override
    public void whenDrained(Lane home, Runnable then) {
        loop.execute(() -> {
            if (queue.size() < LAG_MARK / 2) {
                home.execute(then);
            } else {
                whenDrained.add(() -> home.execute(then));
            }
        });
    }

    @Override
    public void end(Ending why) {
        ended = Optional.of(why);
    }

    Optional<Ending> ended() {
        return ended;
    }

    /// Answers and notices, as they arrived.
    List<Object> heard() {
        return List.copyOf(heard);
    }

    List<Long> offsets() {
        return heard.stream()
                .filter(Notice.EventDelivered.class::isInstance)
                .map(what -> ((Notice.EventDelivered) what).event().offset())
                .toList();
    }

    <T> List<T> heard(Class<T> kind) {
        return heard.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
