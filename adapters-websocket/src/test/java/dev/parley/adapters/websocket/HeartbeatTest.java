package dev.parley.adapters.websocket;

import static dev.parley.adapters.websocket.Heartbeat.Step.DEAD;
import static dev.parley.adapters.websocket.Heartbeat.Step.PING;
import static dev.parley.adapters.websocket.Heartbeat.Step.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private final Heartbeat heartbeat = new Heartbeat(25_000, 8_000, 0.5, 0);

    @Test
    void the_first_ping_goes_out_somewhere_in_the_interval() {
        assertThat(heartbeat.step(12_500 * MILLI - 1)).isEqualTo(WAIT);
        assertThat(heartbeat.step(12_500 * MILLI)).isEqualTo(PING);
    }

    @Test
    void silence_after_a_ping_is_death() {
        heartbeat.step(12_500 * MILLI);
        assertThat(heartbeat.dueAt()).isEqualTo(20_500 * MILLI);
        assertThat(heartbeat.step(20_500 * MILLI - 1)).isEqualTo(WAIT);
        assertThat(heartbeat.step(20_500 * MILLI)).isEqualTo(DEAD);
    }

    @Test
    void an_answer_buys_an_interval() {
        heartbeat.step(12_500 * MILLI);
        heartbeat.heard(13_000 * MILLI);
        assertThat(heartbeat.dueAt()).isEqualTo(38_000 * MILLI);
        assertThat(heartbeat.step(38_000 * MILLI)).isEqualTo(PING);
    }

    @Test
    void a_client_that_talks_is_not_asked() {
        for (long now = 1_000; now < 200_000; now += 1_000) {
            heartbeat.heard(now * MILLI);
            assertThat(heartbeat.step(now * MILLI)).isEqualTo(WAIT);
        }
    }

    @Test
    void after_talk_silence_is_counted_from_the_last_word() {
        heartbeat.heard(10_000 * MILLI);
        assertThat(heartbeat.step(12_500 * MILLI)).isEqualTo(WAIT);
        assertThat(heartbeat.dueAt()).isEqualTo(35_000 * MILLI);
        assertThat(heartbeat.step(35_000 * MILLI)).isEqualTo(PING);
    }

    @Test
    void clocks_that_wrap_do_not_matter() {
        Heartbeat late = new Heartbeat(25_000, 8_000, 1, Long.MAX_VALUE - 1);
        assertThat(late.step(Long.MAX_VALUE)).isEqualTo(WAIT);
        assertThat(late.step(Long.MAX_VALUE - 1 + 25_000 * MILLI)).isEqualTo(PING);
    }
}
