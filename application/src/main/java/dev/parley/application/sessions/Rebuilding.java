package dev.parley.application.sessions;

import dev.parley.application.lanes.Lane;
import dev.parley.application.lanes.Reply;
import dev.parley.application.sessions.OperationLog.Changes;
import dev.parley.domain.document.Document;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.sessions.SessionSettings;
import dev.parley.domain.sessions.SessionState;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes a version again that is no longer in memory, page by page from the log, folding off the lane.
///
/// Node numbers have to agree between the base and the head that a patch is carried to. Where the session was loaded
/// at or before the base, its own origin is the beginning. Where it was loaded after it, both are folded anew from
/// the creation.
final class Rebuilding {
    private static final int PAGE = 512;

    /// What a rebuild came to.
    sealed interface Rebuilt {
        /// Fits the living head.
        record Base(Document base) implements Rebuilt {}

        /// Base and head of a lineage of their own.
        ///
        /// @param head durable when it was read; older than the living one perhaps
        record Apart(Document base, SessionState head) implements Rebuilt {
            /// The living, speculative head in this lineage; empty where the session has run away from it.
            Optional<Document> upTo(LiveSession live) {
                return live.recent().after(head.version()).map(durable -> {
                    List<Committed> since = new ArrayList<>(durable);
                    since.addAll(live.queue().writesInOrder());
                    SessionState state = head;
                    for (Committed change : since) {
                        state = state.after(change);
                    }
                    return state.document();
                });
            }
        }

        record Failed(Problem problem) implements Rebuilt {}
    }

    private sealed interface Folded {
        record Fits(Progress progress) implements Folded {}

        record Gone() implements Folded {}
    }

    /// @param base once it has been passed
    private record Progress(Optional<SessionState> state, Optional<Document> base) {
        long version() {
            return state.map(SessionState::version).orElse(0L);
        }
    }

    private final Lane lane;
    private final SessionPorts ports;
    private final SessionSettings settings;

    Rebuilding(Lane lane, SessionPorts ports, SessionSettings settings) {
        this.lane = lane;
        this.ports = ports;
        this.settings = settings;
    }

    /// @param reply comes on the lane; the session stays in memory until then
    void rebuild(LiveSession live, long baseVersion, Reply<Rebuilt> reply) {
        if (live.rebuilds() >= settings.rebuilds()) {
            reply.accept(new Rebuilt.Failed(Trouble.tooMany("rebuilds", "old bases at once")));
            return;
        }
        live.rebuildStarted();
        boolean fits = baseVersion >= live.origin().version();
        Optional<SessionState> from = fits ? Optional.of(live.origin()) : Optional.empty();
        long to = fits ? baseVersion : live.durable().version();
        new Run(live, baseVersion, to, fits, rebuilt -> {
                    live.rebuildEnded();
                    reply.accept(rebuilt);
                })
                .read(new Progress(from, Optional.empty()));
    }

    /// One rebuild, from page to page.
    private final class Run {
        private final LiveSession live;
        private final long baseVersion;
        private final long to;
        private final boolean fits;
        private final Reply<Rebuilt> reply;

        Run(LiveSession live, long baseVersion, long to, boolean fits, Reply<Rebuilt> reply) {
            this.live = live;
            this.baseVersion = baseVersion;
            this.to = to;
            this.fits = fits;
            this.reply = reply;
        }

        void read(Progress progress) {
            int max = (int) Math.min(PAGE, to - progress.version());
            ports.log().read(live.key(), progress.version(), max, lane.here((Changes changes) -> {
                switch (changes) {
                    case Changes.Read(List<Committed> page) ->
                        ports.work().run(() -> fold(progress, page), lane.here(this::folded));
                    case Changes.Failed _ -> reply.accept(new Rebuilt.Failed(Trouble.store()));
                }
            }));
        }

        private Folded fold(Progress progress, List<Committed> page) {
            try {
                return page.isEmpty() ? new Folded.Gone() : new Folded.Fits(foldOrThrow(progress, page));
            } catch (IllegalStateException _) {
                // A hole at the beginning: history does not go back that far.
                return new Folded.Gone();
            }
        }

        private Progress foldOrThrow(Progress progress, List<Committed> page) {
            Optional<SessionState> state = progress.state();
            Optional<Document> base = progress.base();
            for (Committed change : page) {
                SessionState next = state.isPresent() ? state.get().after(change) : Loading.created(List.of(change));
                base = change.version() == baseVersion ? Optional.of(next.document()) : base;
                state = Optional.of(next);
            }
            return new Progress(state, base);
        }

        private void folded(Folded folded) {
            switch (folded) {
                case Folded.Gone() -> reply.accept(new Rebuilt.Failed(stale()));
                case Folded.Fits(Progress progress) when progress.version() < to -> read(progress);
                case Folded.Fits(Progress progress) -> reply.accept(done(progress));
            }
        }

        private Rebuilt done(Progress progress) {
            Document base = progress.base().orElseThrow();
            return fits
                    ? new Rebuilt.Base(base)
                    : new Rebuilt.Apart(base, progress.state().orElseThrow());
        }

        private Problem stale() {
            return Problem.of(
                    ErrorCode.STALE_BASE,
                    "version " + baseVersion
                            + " is no longer in history; join without `since` and decide what to keep");
        }
    }
}
