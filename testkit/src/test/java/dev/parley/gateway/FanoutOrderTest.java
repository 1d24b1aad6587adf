package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.delivery.Audience;
import dev.parley.application.delivery.AudienceKey;
import dev.parley.application.delivery.Lagging;
import dev.parley.application.delivery.Notice;
import dev.parley.domain.shared.ConnectionId;
import dev.parley.domain.shared.SessionId;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.TenantId;
import dev.parley.testkit.VirtualLoop;
import dev.parley.testkit.VirtualTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random posts over overlapping audiences: every connection sees, once each, what was told while it was a member, in
/// the order in which it was told, whatever is gathered and however little its socket takes.
class FanoutOrderTest {
    private static final int SEEDS = 300;
    private static final int STEPS = 120;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void every_connection_sees_post_order(int loopCount) {
        for (int seed = 0; seed < SEEDS; seed++) {
            new World(seed, loopCount).run();
        }
    }

    private static final class World {
        private final int seed;
        private final Random random;
        private final VirtualTime time;
        private final List<Loop> loops = new ArrayList<>();
        private final Fanout fanout;
        private final List<Peer> peers = new ArrayList<>();
        private final List<Audience> audiences = new ArrayList<>();
        private final List<Map<Peer, Boolean>> members = new ArrayList<>();
        private int told;

        World(int seed, int loopCount) {
            this.seed = seed;
            this.random = new Random(seed);
            this.time = new VirtualTime(ready -> ready.get(random.nextInt(ready.size())));
            for (int i = 0; i < loopCount; i++) {
                loops.add(new VirtualLoop(time, "loop-" + i));
            }
            Loops lanes = new Loops(loops);
            fanout = new Fanout(loops, lanes);
            for (int i = 0; i < 5; i++) {
                peers.add(new Peer(i, loops.get(random.nextInt(loopCount))));
            }
            for (int i = 0; i < 3; i++) {
                audiences.add(fanout.open(key(), Lagging.NEVER));
                members.add(new LinkedHashMap<>());
            }
        }

        void run() {
            // one lane tells all: between lanes there is no order
            Loop home = loops.getFirst();
            for (int i = 0; i < STEPS; i++) {
                home.execute(this::act);
                if (random.nextInt(4) == 0) {
                    time.settle();
                }
            }
            time.settle();
            for (Peer peer : peers) {
                peer.outlet.room = Integer.MAX_VALUE;
                peer.loop.execute(peer.outbox::drained);
            }
            time.settle();
            for (Peer peer : peers) {
                assertThat(peer.outlet.messages())
                        .as("seed %d, peer %d", seed, peer.number)
                        .isEqualTo(peer.expected);
            }
        }

        private void act() {
            int which = random.nextInt(audiences.size());
            Peer peer = peers.get(random.nextInt(peers.size()));
            switch (random.nextInt(8)) {
                case 0 -> {
                    audiences.get(which).add(peer.mailbox);
                    members.get(which).put(peer, true);
                }
                case 1 -> {
                    audiences.get(which).remove(peer.mailbox);
                    members.get(which).remove(peer);
                }
                case 2 -> {
                    Notice notice = next();
                    peer.mailbox.tell(notice);
                    peer.expected.add(text(notice));
                }
                case 3 -> {
                    Notice notice = next();
                    audiences.get(which).tellExcept(peer.mailbox, told, notice);
                    expect(which, notice, peer);
                }
                case 4 -> peer.loop.execute(() -> peer.outlet.take(random.nextInt(400), peer.outbox));
                default -> {
                    Notice notice = next();
                    audiences.get(which).tell(told, notice);
                    expect(which, notice, null);
                }
            }
        }

        private void expect(int which, Notice notice, @org.jspecify.annotations.Nullable Peer author) {
            members.get(which).keySet().stream()
                    .filter(member -> member != author)
                    .forEach(member -> member.expected.add(text(notice)));
        }

        private Notice next() {
            return new Notice.EventsPosition("s", ++told);
        }

        private static String text(Notice notice) {
            return new String(NoticeText.of(notice).message(), java.nio.charset.StandardCharsets.UTF_8);
        }

        private AudienceKey key() {
            return new AudienceKey.OfSession(new SessionKey(TenantId.DEFAULT, new SessionId("one")));
        }

        private final class Peer {
            private final int number;
            private final Loop loop;
            private final NarrowOutlet outlet;
            private final Outbox outbox;
            private final Mailbox mailbox;
            private final List<String> expected = new ArrayList<>();

            Peer(int number, Loop loop) {
                this.number = number;
                this.loop = loop;
                this.outlet = new NarrowOutlet(random.nextInt(2_000));
                this.outbox = new Outbox(fanout.desk(loop), outlet, ConnectionLimits.DEFAULTS);
                this.mailbox = new Mailbox(new ConnectionId("c" + number), loop, outbox, outlet);
            }
        }
    }
}
