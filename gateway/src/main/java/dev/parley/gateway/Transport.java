package dev.parley.gateway;

import java.time.Duration;

/// A plug-in that carries our protocol: WebSocket, HTTP, or one of your own.
public interface Transport {
    String name();

    /// Starts serving. Returns when new connections are accepted.
    Running open(Gateway gateway);

    /// A transport at work. Thread-safe.
    interface Running {
        /// Takes no new connections and ends the present ones, spread over `spread`.
        void drain(Duration spread);

        /// Ends what is left.
        void close();
    }
}
