package dev.parley.testkit.simulation;

/// The typing signal of one client in one session: start at the first key, a heartbeat while keys are hit, stop after a
/// pause.
final class ClientTyping {
    private static final long HEARTBEAT_MILLIS = 4_000;
    private static final long IDLE_MILLIS = 5_000;

    private final SimulatedClient client;
    private final String session;
    private boolean on;
    private long keysUntil;
    private long now;
    private int spell;

    ClientTyping(SimulatedClient client, String session) {
        this.client = client;
        this.session = session;
    }

    boolean isOn() {
        return on;
    }

    /// Keys are hit for so long.
    void type(long millis) {
        if (!on) {
            on = true;
            now = 0;
            keysUntil = millis;
            spell++;
            start();
            beat(spell);
        } else {
            keysUntil = Math.max(keysUntil, now + millis);
        }
    }

    private void beat(int of) {
        client.after(HEARTBEAT_MILLIS, () -> {
            if (on && spell == of) {
                now += HEARTBEAT_MILLIS;
                if (now - keysUntil >= IDLE_MILLIS - HEARTBEAT_MILLIS) {
                    stop();
                } else {
                    start();
                    beat(of);
                }
            }
        });
    }

    private void start() {
        if (client.session(session).isJoined()) {
            client.ask("typing.start", Params.of("session", session), _ -> {});
        }
    }

    void stop() {
        if (cleared() && client.isLive()) {
            client.tell("typing.stop", Params.of("session", session));
        }
    }

    /// What was typed is sent, and that clears the indicator itself.
    ///
    /// @return whether it was on
    boolean cleared() {
        boolean was = on;
        on = false;
        return was;
    }
}
