package dev.planted.application.events;

final class StartsAThread {
    synchronized void run(Thread thread) {
        thread.start();
    }
}
