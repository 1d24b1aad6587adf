package dev.parley.gateway;

import dev.parley.application.delivery.Notice;
import dev.parley.application.delivery.Notice.EventDelivered;
import dev.parley.application.delivery.Notice.EventsGap;
import dev.parley.application.delivery.Notice.EventsPosition;
import dev.parley.application.delivery.Notice.Gone;
import dev.parley.application.delivery.Notice.PresenceChanged;
import dev.parley.application.delivery.Notice.SessionChanged;
import dev.parley.application.delivery.Notice.SessionPatched;
import dev.parley.application.delivery.Notice.TypingState;
import dev.parley.domain.shared.UserId;
import dev.parley.protocol.json.JsonWriter;
import dev.parley.protocol.rpc.EventNotices;
import dev.parley.protocol.rpc.ReplyWriter;
import dev.parley.protocol.rpc.SessionNotices;
import dev.parley.protocol.rpc.TypingNotices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// Which JSON-RPC notification a notice becomes.
final class NoticeText {
    private NoticeText() {}

    static Notification of(Notice notice) {
        String method = method(notice);
        byte[] text = ReplyWriter.notification(method, out -> params(out, notice));
        return new Notification(text, method, offset(notice));
    }

    private static OptionalLong offset(Notice notice) {
        return switch (notice) {
            case EventDelivered it -> OptionalLong.of(it.event().offset());
            case EventsPosition it -> OptionalLong.of(it.offset());
            case EventsGap it -> OptionalLong.of(it.to());
            case TypingState _, PresenceChanged _, SessionPatched _, SessionChanged _ -> OptionalLong.empty();
        };
    }

    private static String method(Notice notice) {
        return switch (notice) {
            case TypingState it -> "typing.state";
            case PresenceChanged it -> "presence.changed";
            case SessionPatched it -> "session.patched";
            case SessionChanged it -> "session.changed";
            case EventDelivered it -> "event";
            case EventsPosition it -> "events.position";
            case EventsGap it -> "events.gap";
        };
    }

    private static void params(JsonWriter out, Notice notice) {
        switch (notice) {
            case TypingState it -> TypingNotices.state(out, it.session(), it.frame());
            case PresenceChanged it ->
                SessionNotices.presenceChanged(out, it.session(), it.enter(), reasons(it.leave()));
            case SessionPatched it ->
                SessionNotices.patched(out, it.session(), it.version(), it.patch(), it.by(), it.clientSeq());
            case SessionChanged it ->
                SessionNotices.changed(out, it.session(), it.version(), it.kind(), it.by(), it.user(), it.role());
            case EventDelivered it -> EventNotices.event(out, it.subscription(), it.event());
            case EventsPosition it -> EventNotices.position(out, it.subscription(), it.offset());
            case EventsGap it -> EventNotices.gap(out, it.subscription(), it.from(), it.to());
        }
    }

    private static SequencedMap<UserId, String> reasons(List<Gone> gone) {
        SequencedMap<UserId, String> reasons = new LinkedHashMap<>();
        gone.forEach(one -> reasons.put(one.user(), one.reason()));
        return reasons;
    }
}
