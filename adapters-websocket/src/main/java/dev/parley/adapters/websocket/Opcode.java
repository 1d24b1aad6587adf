package dev.parley.adapters.websocket;

import java.util.Optional;

/// What a frame carries (RFC 6455 §5.2).
enum Opcode {
    CONTINUATION(0x0),
    TEXT(0x1),
    BINARY(0x2),
    CLOSE(0x8),
    PING(0x9),
    PONG(0xA);

    private static final int FIRST_CONTROL = 0x8;

    private final int bits;

    Opcode(int bits) {
        this.bits = bits;
    }

    int bits() {
        return bits;
    }

    boolean control() {
        return bits >= FIRST_CONTROL;
    }

    static Optional<Opcode> of(int bits) {
        return switch (bits) {
            case 0x0 -> Optional.of(CONTINUATION);
            case 0x1 -> Optional.of(TEXT);
            case 0x2 -> Optional.of(BINARY);
            case 0x8 -> Optional.of(CLOSE);
            case 0x9 -> Optional.of(PING);
            case 0xA -> Optional.of(PONG);
            default -> Optional.empty();
        };
    }
}
