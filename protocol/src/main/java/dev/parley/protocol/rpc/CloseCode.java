package dev.parley.protocol.rpc;

import java.util.Arrays;
import java.util.Optional;

/// The WebSocket close codes that this server sends: those of RFC 6455 §7.4.1 where they fit, its own from
/// 4000 on, where the hundreds tell what a client must do.
public enum CloseCode {
    NORMAL(1000, Then.STOP),
    GOING_AWAY(1001, Then.BACK_OFF),
    PROTOCOL_ERROR(1002, Then.STOP),
    UNSUPPORTED_DATA(1003, Then.STOP),
    INVALID_PAYLOAD(1007, Then.STOP),
    POLICY_VIOLATION(1008, Then.STOP),
    MESSAGE_TOO_BIG(1009, Then.STOP),
    INTERNAL_ERROR(1011, Then.BACK_OFF),
    /// The protocol above the frames was broken.
    PARLEY_PROTOCOL(4000, Then.STOP),
    /// A newer connection of the same device took over.
    SUPERSEDED(4001, Then.STOP),
    BAD_TOKEN(4002, Then.STOP),
    /// No `connect` in time.
    NOT_CONNECTED(4003, Then.STOP),
    /// Banned or kicked.
    REMOVED(4004, Then.STOP),
    OVERLOAD(4100, Then.BACK_OFF),
    SLOW_CONSUMER(4101, Then.BACK_OFF),
    /// Fetch a new token first.
    TOKEN_EXPIRED(4102, Then.BACK_OFF),
    RESTART(4200, Then.SOON),
    REBALANCE(4201, Then.SOON);

    /// What a client must do.
    public enum Then {
        /// Mend the cause; do not reconnect by itself.
        STOP,
        /// Reconnect after an exponential back-off with full jitter.
        BACK_OFF,
        /// Reconnect within the hint that was given, jittered.
        SOON
    }

    private final int number;
    private final Then then;

    CloseCode(int number, Then then) {
        this.number = number;
        this.then = then;
    }

    public int number() {
        return number;
    }

    public Then then() {
        return then;
    }

    public static Optional<CloseCode> of(int number) {
        return Arrays.stream(values()).filter(code -> code.number == number).findFirst();
    }
}
