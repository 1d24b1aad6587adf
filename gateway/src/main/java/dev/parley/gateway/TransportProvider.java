package dev.parley.gateway;

/// Makes a transport. Found on the class path by [java.util.ServiceLoader]: name your class in
/// `META-INF/services/dev.parley.gateway.TransportProvider` and give it a public constructor without parameters.
public interface TransportProvider {
    /// @param settings what the server was told about transports; yours alone say what absence means
    Transport make(TransportSettings settings);
}
