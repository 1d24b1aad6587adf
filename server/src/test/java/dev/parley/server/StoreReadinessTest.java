package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.application.lanes.Reply;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class StoreReadinessTest {
    private static final long MILLI = 1_000_000;

    private final Queue<Reply<Optional<String>>> asked = new ArrayDeque<>();
    private long now = 5_000 * MILLI;
    private final StoreReadiness readiness = new StoreReadiness(new HealthSettings(1, 1_000), asked::add, () -> now);

    @Test
    void a_silent_store_is_not_ready() {
        assertThat(readiness.trouble()).hasValue("the store does not answer");
    }

    @Test
    void a_silent_store_is_asked_one_question_at_a_time() {
        readiness.trouble();
        now += 10_000 * MILLI;
        readiness.trouble();
        assertThat(asked).hasSize(1);

        asked.remove().accept(Optional.empty());
        readiness.trouble();
        assertThat(asked).hasSize(1);
    }

    @Test
    void an_answer_holds_for_a_while() {
        answering(Optional.empty());
        now += 999 * MILLI;
        assertThat(readiness.trouble()).isEmpty();
        assertThat(asked).isEmpty();

        now += MILLI;
        readiness.trouble();
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_store_that_fails_is_not_ready_until_it_answers_again() {
        answering(Optional.of("no disk"));
        assertThat(readiness.trouble()).hasValue("no disk");
        now += 1_000 * MILLI;
        answering(Optional.empty());
        assertThat(readiness.trouble()).isEmpty();
    }

    @Test
    void a_server_that_stops_is_not_ready_whatever_the_store_says() {
        answering(Optional.empty());
        readiness.stop();
        assertThat(readiness.trouble()).hasValue("the server is stopping");
    }

    private void answering(Optional<String> answer) {
        readiness.trouble();
        asked.remove().accept(answer);
    }
}
