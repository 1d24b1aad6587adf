package dev.parley.testkit;

import dev.parley.application.delivery.Ending;
import dev.parley.application.delivery.Notice;
import dev.parley.application.delivery.Subscriber;
import dev.parley.application.lanes.Lane;
import dev.parley.domain.shared.ConnectionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Remembers what it was told. Never full. One thread: the test's.
public final class RecordingSubscriber implements Subscriber {
    private final ConnectionId id;
    private final List<Notice> heard = new ArrayList<>();
    private Optional<Ending> ended = Optional.empty();

    public RecordingSubscriber(String id) {
        this.id = new ConnectionId(id);
    }

    @Override
    public ConnectionId id() {
        return id;
    }

    @Override
    public void tell(Notice notice) {
        heard.add(notice);
    }

    @Override
    public void whenDrained(Lane home, Runnable then) {
        home.execute(then);
    }

    @Override
    public void end(Ending why) {
        if (ended.isEmpty()) {
            ended = Optional.of(why);
        }
    }

    public Optional<Ending> ended() {
        return ended;
    }

    public List<Notice> heard() {
        return List.copyOf(heard);
    }

    public <T extends Notice> List<T> heard(Class<T> kind) {
        return heard.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public void forget() {
        heard.clear();
    }
}
