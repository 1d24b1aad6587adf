package dev.parley.adapters.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void a_burst_and_then_a_rate() {
        TokenBucket bucket = new TokenBucket(20, 100, 0);
        assertThat(taken(bucket, 0)).isEqualTo(100);
        assertThat(taken(bucket, SECOND)).isEqualTo(20);
    }

    @Test
    void a_long_pause_saves_no_more_than_a_burst() {
        TokenBucket bucket = new TokenBucket(20, 100, 0);
        assertThat(taken(bucket, 3_600 * SECOND)).isEqualTo(100);
    }

    private static int taken(TokenBucket bucket, long now) {
        int taken = 0;
        while (bucket.take(now)) {
            taken++;
        }
        return taken;
    }
}
