package dev.parley.testkit;

import dev.parley.application.events.EventLog.Append;
import dev.parley.application.events.EventLog.Appended;
import dev.parley.application.events.EventLog.Opened;
import dev.parley.application.events.EventLog.Page;
import dev.parley.application.events.EventLog.Sought;
import dev.parley.domain.events.Event;
import dev.parley.domain.events.NewEvent;
import dev.parley.domain.events.TopicPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// One stream in memory. Confined to the log that owns it.
final class MemoryStream {
    private final long epoch;
    private final List<Event> kept = new ArrayList<>();
    private final Map<String, Event> ids = new HashMap<>();
    private long head;
    private long fence;

    MemoryStream(long epoch) {
        this.epoch = epoch;
    }

    Opened.Head head() {
        return new Opened.Head(epoch, earliest(), head);
    }

    private long earliest() {
        return head + 1 - kept.size();
    }

    Appended append(Append append) {
        return known(append.events()).orElseGet(() -> {
            if (append.fence() < fence) {
                return new Appended.Fenced(fence);
            }
            if (append.expected().orElse(head) != head) {
                return new Appended.Conflict(head);
            }
            return store(append);
        });
    }

    private Optional<Appended> known(List<NewEvent> events) {
        List<Long> offsets = new ArrayList<>();
        Optional<Appended> partly = Optional.empty();
        Set<String> own = new HashSet<>();
        for (NewEvent event : events) {
            Event stored = ids.get(event.id());
            if (stored == null) {
                if (!own.add(event.id())) {
                    return Optional.of(new Appended.Reused(event.id(), 0));
                }
                continue;
            }
            Appended reused = new Appended.Reused(event.id(), stored.offset());
            if (!stored.content().sameContent(event)) {
                return Optional.of(reused);
            }
            offsets.add(stored.offset());
            partly = Optional.of(partly.orElse(reused));
        }
        return offsets.size() == events.size() ? Optional.of(new Appended.Duplicate(offsets)) : partly;
    }

    private Appended store(Append append) {
        long first = head + 1;
        for (NewEvent content : append.events()) {
            Event event = new Event(++head, content);
            kept.add(event);
            ids.put(content.id(), event);
        }
        fence = append.fence();
        return new Appended.Durable(first, head);
    }

    Page read(TopicPattern which, long after, int max) {
        if (after < earliest() - 1) {
            return new Page.Gone(earliest());
        }
        List<Event> page = new ArrayList<>();
        long scanned = after;
        while (scanned < head && page.size() < max) {
            Event event = at(++scanned);
            if (which.matches(event.content().topic())) {
                page.add(event);
            }
        }
        return new Page.Read(page, scanned);
    }

    private Event at(long offset) {
        return kept.get((int) (offset - earliest()));
    }

    Sought seekLast(TopicPattern which, int count) {
        long offset = head;
        int found = 0;
        while (found < count && offset >= earliest()) {
            if (which.matches(at(offset).content().topic())) {
                found++;
            }
            offset--;
        }
        return new Sought.After(offset);
    }

    Opened.Head trim(long below, OptionalLong olderThanMillis) {
        int gone = 0;
        while (gone < kept.size() && isOver(kept.get(gone), below, olderThanMillis)) {
            ids.remove(kept.get(gone).content().id());
            gone++;
        }
        kept.subList(0, gone).clear();
        return head();
    }

    private static boolean isOver(Event event, long below, OptionalLong olderThanMillis) {
        return event.offset() < below || event.content().timeMillis() < olderThanMillis.orElse(Long.MIN_VALUE);
    }
}
