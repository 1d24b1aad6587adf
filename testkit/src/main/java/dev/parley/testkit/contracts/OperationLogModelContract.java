package dev.parley.testkit.contracts;

import static dev.parley.testkit.contracts.Asking.ask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.sessions.OperationLog;
import dev.parley.application.sessions.OperationLog.Append;
import dev.parley.application.sessions.OperationLog.Appended;
import dev.parley.application.sessions.OperationLog.Changes;
import dev.parley.application.sessions.OperationLog.Loaded;
import dev.parley.domain.sessions.Change;
import dev.parley.domain.sessions.Committed;
import dev.parley.domain.sessions.Settlement;
import dev.parley.domain.shared.ClientId;
import dev.parley.domain.shared.SessionId;
import dev.parley.domain.shared.SessionKey;
import dev.parley.domain.shared.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// An [OperationLog] against the simplest thing that could be right: a list of all changes.
public abstract class OperationLogModelContract {
    private static final List<ClientId> CLIENTS =
            List.of(Operations.client("ann", "a"), Operations.client("ann", "b"), Operations.client("bob", "a"));

    private int sessions;

    /// The log under test; asked again after every [#restart()].
    protected abstract OperationLog log();

    /// Stops the store and opens it again on the same data; does nothing where there is nothing to reopen.
    protected abstract void restart();

    /// How many random histories to try.
    protected int seeds() {
        return 100;
    }

    @Test
    public void any_history_agrees_with_the_model() {
        Seeded.each(seeds(), random -> {
            History history = new History(new SessionKey(TenantId.DEFAULT, new SessionId("m" + sessions++)));
            for (int step = 0; step < 60; step++) {
                history.step(random);
            }
            history.checkLoad();
        });
    }

    private final class History {
        private final SessionKey session;
        private final List<Change> all = new ArrayList<>();
        private long fence;

        History(SessionKey session) {
            this.session = session;
        }

        void step(Random random) {
            switch (random.nextInt(20)) {
                case 0, 1 -> checkLoad();
                case 2, 3, 4 -> checkRead(random);
                case 5 -> {
                    if (random.nextInt(20) == 0) {
                        restart();
                    }
                }
                default -> append(random);
            }
        }

        private void append(Random random) {
            List<Change> changes = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                changes.add(randomChange(random));
            }
            long expected = Math.max(0, all.size() - random.nextInt(5) / 4 + random.nextInt(9) / 8);
            long claimed = Math.max(0, fence + random.nextInt(4) / 3 - random.nextInt(8) / 7);
            Append append = new Append(session, claimed, expected, changes);

            assertThat(Asking.<Appended>ask(reply -> log().append(append, reply)))
                    .isEqualTo(predict(append));
        }

        private Change randomChange(Random random) {
            if (random.nextInt(5) == 0) {
                return random.nextBoolean() ? Operations.created() : Operations.role(random.nextInt(100));
            }
            ClientId by = CLIENTS.get(random.nextInt(CLIENTS.size()));
            long last = last(by).map(Settlement::clientSeq).orElse(0L);
            long clientSeq = random.nextInt(4) > 0 ? last + 1 + random.nextInt(3) : 1 + random.nextInt((int) last + 1);
            return Operations.patched(by, clientSeq, "v" + random.nextInt(1000));
        }

        private Appended predict(Append append) {
            List<Settlement> known = append.changes().stream()
                    .flatMap(change -> Operations.settlement(change).flatMap(this::known).stream())
                    .toList();
            if (known.size() == append.changes().size()) {
                return new Appended.Duplicate(known);
            }
            if (append.fence() < fence) {
                return new Appended.Fenced(fence);
            }
            if (append.expected() != all.size() || !known.isEmpty() || repeats(append)) {
                return new Appended.Conflict(all.size());
            }
            fence = append.fence();
            all.addAll(append.changes());
            return new Appended.Durable(all.size() - append.changes().size() + 1, all.size());
        }

        private Optional<Settlement> known(Settlement asked) {
            Optional<Settlement> last = last(asked.client());
            boolean settled =
                    last.isPresent() && asked.clientSeq() <= last.get().clientSeq();
            return settled ? Optional.of(exact(asked).orElse(last.get())) : Optional.empty();
        }

        private Optional<Settlement> exact(Settlement asked) {
            return settlements(asked.client()).stream()
                    .filter(one -> one.clientSeq() == asked.clientSeq())
                    .findFirst();
        }

        private Optional<Settlement> last(ClientId client) {
            return settlements(client).stream()
                    .reduce((left, right) -> right.clientSeq() > left.clientSeq() ? right : left);
        }

        private List<Settlement> settlements(ClientId client) {
            return all.stream()
                    .flatMap(change -> Operations.settlement(change).stream())
                    .filter(one -> one.client().equals(client))
                    .toList();
        }

        private static boolean repeats(Append append) {
            List<List<Object>> numbers = append.changes().stream()
                    .flatMap(change -> Operations.settlement(change).stream())
                    .<List<Object>>map(one -> List.of(one.client(), one.clientSeq()))
                    .toList();
            return numbers.stream().distinct().count() < numbers.size();
        }

        private void checkRead(Random random) {
            int after = random.nextInt(all.size() + 1);
            int max = 1 + random.nextInt(10);
            Changes page = ask(reply -> log().read(session, after, max, reply));
            assertThat(OperationLogContract.changes(page))
                    .containsExactlyElementsOf(committed(after, Math.min(all.size(), after + max)));
        }

        private List<Committed> committed(int after, int last) {
            List<Committed> changes = new ArrayList<>();
            for (int i = after; i < last; i++) {
                changes.add(new Committed(i + 1L, all.get(i)));
            }
            return changes;
        }

        void checkLoad() {
            Loaded loaded = ask(reply -> log().load(session, reply));
            if (all.isEmpty()) {
                assertThat(loaded).isEqualTo(new Loaded.Absent());
                return;
            }
            Map<ClientId, Settlement> settled = new HashMap<>();
            CLIENTS.forEach(client -> last(client).ifPresent(last -> settled.put(client, last)));
            Loaded.Found found = OperationLogContract.found(loaded);
            assertThat(found.tail()).isEqualTo(committed(0, all.size()));
            assertThat(found.settled()).isEqualTo(settled);
        }
    }
}
