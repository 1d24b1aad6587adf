package dev.parley.application.sessions;

import dev.parley.application.lanes.Lane;
import dev.parley.application.lanes.Work;
import dev.parley.application.sessions.DocumentViews.View;
import dev.parley.domain.document.Document;
import java.util.function.Consumer;

/// Makes a session's document readable: here where it is small, else off the lane.
final class Viewing {
    private final Lane lane;
    private final Work work;
    private final int largeBytes;

    Viewing(Lane lane, Work work, int largeBytes) {
        this.lane = lane;
        this.work = work;
        this.largeBytes = largeBytes;
    }

    /// @param then runs on the lane, perhaps at once; the session stays in memory until it has
    void view(LiveSession live, Consumer<View> then) {
        Document document = live.durable().document();
        if (live.views().has(document)) {
            then.accept(live.views().last());
        } else if (document.bytes() <= largeBytes) {
            made(live, View.of(document), then);
        } else {
            live.pin();
            work.run(() -> View.of(document), lane.here((View view) -> {
                live.unpin();
                made(live, view, then);
            }));
        }
    }

    private void made(LiveSession live, View view, Consumer<View> then) {
        live.views().made(view);
        then.accept(view);
    }
}
