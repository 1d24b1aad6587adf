package dev.parley.server;

/// Where operators ask.
///
/// @param host to bind; keep it where only operators reach it, for whoever does is let in
/// @param port to bind; 0 takes any free one, [#OFF] none
public record AdminSettings(String host, int port) {
    public static final int OFF = -1;

    public static final AdminSettings NONE = new AdminSettings("127.0.0.1", OFF);
    public static final AdminSettings DEFAULTS = new AdminSettings("127.0.0.1", 7789);

    public AdminSettings {
        if (port < OFF || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, or -1 for none");
        }
    }

    boolean isOn() {
        return port != OFF;
    }
}
