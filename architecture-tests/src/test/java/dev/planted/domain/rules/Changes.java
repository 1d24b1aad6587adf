package dev.planted.domain.rules;

final class Changes {
    private int count;

    int next() {
        return ++count;
    }
}
