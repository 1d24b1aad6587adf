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
        DocumentViews views = live.views();
        if (views.has(document)) {
            then.accept(views.last());
        } else if (document.bytes() <= largeBytes) {
            View view = View.of(document);
            views.made(view);
            then.accept(view);
        } else {
            live.pin();
            boolean first = views.await(document, view -> {
                live.unpin();
                then.accept(view);
            });
            if (first) {
                work.run(() -> View.of(document), lane.here(views::made));
            }
        }
    }
}
