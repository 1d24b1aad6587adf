package dev.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.shared.Rate;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void each_key_has_its_own() {
        Buckets<String> buckets = new Buckets<>(new Rate(1, 1));
        assertThat(buckets.take("ana", SECOND)).isZero();
        assertThat(buckets.take("ben", SECOND)).isZero();
        assertThat(buckets.take("ana", SECOND)).isEqualTo(SECOND);
    }

    @Test
    void those_of_users_who_are_gone_vanish() {
        Buckets<Integer> buckets = new Buckets<>(new Rate(1, 1));
        for (int user = 0; user < 100_000; user++) {
            buckets.take(user, user * SECOND);
        }
        assertThat(buckets.size()).isLessThan(3_000);
    }

    @Test
    void those_that_are_in_use_stay() {
        Buckets<Integer> buckets = new Buckets<>(new Rate(1, 2));
        buckets.take(-1, 0);
        buckets.take(-1, 0);
        for (int user = 0; user < 10_000; user++) {
            buckets.take(user, 0);
        }
        assertThat(buckets.take(-1, 0)).isEqualTo(SECOND);
    }

    @Test
    void threads_that_take_from_one_are_given_no_more_than_it_has() throws InterruptedException {
        int burst = 200_000;
        Buckets<String> buckets = new Buckets<>(new Rate(1, burst));
        AtomicInteger granted = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int thread = 0; thread < 4; thread++) {
                threads.execute(() -> {
                    awaitQuietly(start);
                    for (int i = 0; i < burst; i++) {
                        if (buckets.take("ana", 0) == 0) {
                            granted.incrementAndGet();
                        }
                    }
                });
            }
            start.countDown();
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(granted).hasValue(burst);
    }

    private static void awaitQuietly(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException stop) {
            throw new AssertionError(stop);
        }
    }
}
