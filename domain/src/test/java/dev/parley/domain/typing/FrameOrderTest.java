package dev.parley.domain.typing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.shared.SessionKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// T1: any permutation and duplication of one device's frames ends in the state of its highest stamp.
class FrameOrderTest {
    private static final Device DEVICE = Histories.device("ana", "phone");
    private static final ContextKey WHERE = Histories.CONTEXTS.getFirst();
    private static final List<TypingKind> KINDS = List.of(TypingKind.values());
    private static final Viewers NOBODY = new Viewers() {
        @Override
        public int of(SessionKey session) {
            return 0;
        }

        @Override
        public void tell(SessionKey session, TypingFrame frame) {}
    };

    @Test
    void frames_in_any_order_and_number_end_in_the_state_of_the_highest_stamp() {
        for (long seed = 1; seed <= 5_000; seed++) {
            Random random = new Random(seed);
            List<Happening> frames = frames(random);
            TypingBoard inOrder = deliver(frames);
            List<Happening> mixed = new ArrayList<>(frames);
            mixed.addAll(frames.subList(0, random.nextInt(frames.size())));
            Collections.shuffle(mixed, random);
            assertThat(shown(deliver(mixed))).as("seed %d: %s", seed, mixed).isEqualTo(shown(inOrder));
        }
    }

    private static List<Happening> frames(Random random) {
        List<Happening> frames = new ArrayList<>();
        int count = 1 + random.nextInt(10);
        for (int seq = 1; seq <= count; seq++) {
            Stamp stamp = new Stamp(1, seq);
            TypingKind kind = KINDS.get(random.nextInt(KINDS.size()));
            frames.add(
                    switch (random.nextInt(4)) {
                        case 0 -> new Happening.Stopped(0, DEVICE, stamp, WHERE);
                        case 1 -> new Happening.Sent(0, DEVICE, stamp, WHERE);
                        default -> new Happening.Started(0, DEVICE, stamp, WHERE, kind, true);
                    });
        }
        return frames;
    }

    private static TypingBoard deliver(List<Happening> frames) {
        TypingBoard board = new TypingBoard(TypingTimers.DEFAULTS, NOBODY);
        board.open(DEVICE, 1, 0);
        frames.forEach(frame -> frame.to(board));
        return board;
    }

    private static List<List<TypingFrame.Typist>> shown(TypingBoard board) {
        return board.lastFrames(WHERE.session(), true, 0).stream()
                .map(TypingFrame::top)
                .toList();
    }
}
