package dev.parley.gateway;

import dev.parley.application.delivery.Notice;
import dev.parley.application.delivery.Notice.EventDelivered;
import dev.parley.application.delivery.Notice.EventsGap;
import dev.parley.application.delivery.Notice.EventsPosition;
import dev.parley.application.delivery.Notice.PresenceChanged;
import dev.parley.application.delivery.Notice.SessionChanged;
import dev.parley.application.delivery.Notice.SessionPatched;
import dev.parley.application.delivery.Notice.TypingState;

/// Which JSON-RPC notification a notice becomes.
final class NoticeText {
    private NoticeText() {}

    static byte[] of(Notice notice) {
        return switch (notice) {
            case TypingState it -> null;
        };
    }
}
