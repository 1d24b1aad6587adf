package dev.parley.adapters.http;

import dev.parley.domain.access.Principal;
import dev.parley.domain.shared.DeviceId;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Devices for patches that come without a number of their own. A device has one patch in flight, so each takes a seat
/// until it is answered; the seats are few and used again, because a session remembers every device that ever patched
/// it. They are new at each start of the server, so their numbers can begin at 1. Thread-safe.
final class Seats {
    private final ConcurrentLinkedDeque<DeviceId> free = new ConcurrentLinkedDeque<>();
    private final AtomicLong numbers = new AtomicLong();

    Seats(int count) {
        String start = Long.toHexString(ThreadLocalRandom.current().nextLong());
        for (int seat = 0; seat < count; seat++) {
            free.add(new DeviceId("http-" + start + "-" + seat));
        }
    }

    /// A device of its own and the next number.
    record Seat(DeviceId device, long clientSeq) {
        Principal of(Principal who) {
            return new Principal(who.tenant(), who.user(), device, who.epoch(), who.grants());
        }
    }

    /// Empty where all are taken.
    Optional<Seat> take() {
        return Optional.ofNullable(free.pollFirst()).map(device -> new Seat(device, numbers.incrementAndGet()));
    }

    void giveBack(Seat seat) {
        free.addFirst(seat.device());
    }
}
