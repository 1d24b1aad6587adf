package dev.planted.domain.rules;

final class ReadsTheClock {
    private ReadsTheClock() {}

    static long now() {
        return System.nanoTime();
    }
}
