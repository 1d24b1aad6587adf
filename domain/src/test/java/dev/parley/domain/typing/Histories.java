package dev.parley.domain.typing;

import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.SessionId;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.TenantId;
import dev.parley.domain.shared.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// Random histories, each from its seed: devices that come, type, send, vanish, come back before their old connection's
/// end is noticed, and whose frames are late, repeated and out of order.
final class Histories {
    static final TenantId TENANT = TenantId.DEFAULT;
    static final SessionKey PLAN = new SessionKey(TENANT, new SessionId("plan"));
    static final SessionKey NOTES = new SessionKey(TENANT, new SessionId("notes"));
    static final List<ContextKey> CONTEXTS =
            List.of(new ContextKey(PLAN, ""), new ContextKey(NOTES, ""), new ContextKey(NOTES, "thread:1"));

    private static final int[] VIEWERS = {0, 2, 50, 51, 600, 30_000};

    private final Random random;
    private final List<Happening> happenings = new ArrayList<>();
    private final List<Ban> bans = new ArrayList<>();

    private Histories(long seed) {
        this.random = new Random(seed);
    }

    static Device device(String user, String device) {
        return new Device(TENANT, new ClientId(new UserId(user), new DeviceId(device)));
    }

    /// Two users with three devices each, named alike.
    static History pair(long seed) {
        return new Histories(seed).history(2, 3, 2);
    }

    /// Many users, so that not all are named and counts are rounded.
    static History crowd(long seed) {
        return new Histories(seed).history(30, 2, 1);
    }

    private History history(int users, int devices, int connections) {
        for (int user = 0; user < users; user++) {
            ban(new UserId("user-" + user));
            for (int device = 0; device < devices; device++) {
                live(device("user-" + user, "device-" + device), 1 + random.nextInt(connections));
            }
        }
        happenings.sort(Comparator.comparingLong(Happening::at));
        return new History(List.copyOf(happenings), List.copyOf(bans), VIEWERS[random.nextInt(VIEWERS.length)]);
    }

    private void ban(UserId user) {
        if (random.nextInt(4) == 0) {
            SessionKey session = random.nextBoolean() ? PLAN : NOTES;
            long from = millis(random.nextInt(20_000));
            bans.add(new Ban(user, session, from, from + millis(random.nextInt(15_000))));
            happenings.add(new Happening.Revoked(from, user, session));
        }
    }

    private void live(Device device, int connections) {
        long begin = millis(random.nextInt(6_000));
        for (int epoch = 1; epoch <= connections; epoch++) {
            long end = begin + millis(random.nextInt(10) == 0 ? 40_000 : random.nextInt(12_000));
            connect(device, epoch, begin, end);
            begin = end + millis(random.nextInt(5_000));
        }
    }

    private void connect(Device device, long epoch, long begin, long end) {
        happenings.add(new Happening.Opened(begin, device, epoch));
        resume(device, epoch, begin);
        if (random.nextInt(5) == 0) {
            resume(device, epoch, begin + millis(random.nextInt(3_000)));
        }
        int frames = random.nextInt(10);
        boolean burst = random.nextInt(8) == 0;
        long at = begin;
        for (int seq = 1; seq <= (burst ? 40 : frames); seq++) {
            at = Math.min(end, at + millis(random.nextInt(burst ? 30 : 4_000)));
            frame(device, new Stamp(epoch, seq), at, end, burst);
        }
        if (random.nextInt(6) == 0) {
            happenings.add(new Happening.Left(at, device, epoch, anywhere().session()));
        }
        happenings.add(new Happening.Closed(end + noticedAfter(), device, epoch, random.nextInt(3) == 0));
    }

    private void resume(Device device, long epoch, long at) {
        happenings.add(new Happening.Resumed(at, device, epoch, claims(device, at)));
    }

    /// Often more than a reconnect takes.
    private long noticedAfter() {
        return millis(random.nextBoolean() ? 0 : random.nextInt(9_000));
    }

    private List<Claim> claims(Device device, long at) {
        List<Claim> claims = new ArrayList<>();
        for (ContextKey where : CONTEXTS) {
            if (random.nextInt(3) == 0) {
                claims.add(new Claim(where, kind(), isAuthorised(device, where, at)));
            }
        }
        return List.copyOf(claims);
    }

    private void frame(Device device, Stamp stamp, long sent, long end, boolean burst) {
        ContextKey where = burst ? CONTEXTS.get(0) : anywhere();
        TypingKind kind = kind();
        int what = burst ? 0 : random.nextInt(8);
        int copies = random.nextInt(5) == 0 ? 2 : 1;
        for (int copy = 0; copy < copies; copy++) {
            long at = sent + delay(sent, end);
            happenings.add(
                    switch (what) {
                        case 6 -> new Happening.Stopped(at, device, stamp, where);
                        case 7 -> new Happening.Sent(at, device, stamp, where);
                        default ->
                            new Happening.Started(at, device, stamp, where, kind, isAuthorised(device, where, at));
                    });
        }
    }

    /// Mostly soon; sometimes after the connection has ended; on one that lives, sometimes very late.
    private long delay(long sent, long end) {
        long longest = end - sent - millis(1);
        return switch (random.nextInt(10)) {
            case 0, 1 -> millis(random.nextInt(9_000));
            case 2 -> longest > millis(31_000) ? millis(31_000) : millis(random.nextInt(2_000));
            default -> millis(random.nextInt(40));
        };
    }

    private boolean isAuthorised(Device device, ContextKey where, long at) {
        return random.nextInt(20) > 0 && !History.banned(bans, device.client().user(), where.session(), at);
    }

    private ContextKey anywhere() {
        return CONTEXTS.get(random.nextInt(CONTEXTS.size()));
    }

    private TypingKind kind() {
        TypingKind[] kinds = TypingKind.values();
        return random.nextBoolean() ? TypingKind.TYPING : kinds[random.nextInt(kinds.length)];
    }

    private static long millis(long count) {
        return Duration.ofMillis(count).toNanos();
    }
}
