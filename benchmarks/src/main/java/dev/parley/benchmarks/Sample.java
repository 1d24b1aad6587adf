package dev.parley.benchmarks;

/// What one server did in one round.
///
/// @param cpuMicros of the server's process
/// @param compilerMicros of a Java machine's compilers, which is in it
/// @param bytes of the deliveries, frame heads not counted
record Sample(long deliveries, long bytes, double seconds, double cpuMicros, double compilerMicros) {
    double microsPerDelivery() {
        return cpuMicros / deliveries;
    }

    double deliveriesPerSecond() {
        return deliveries / seconds;
    }

    double coresBusy() {
        return cpuMicros / 1e6 / seconds;
    }

    double bytesPerDelivery() {
        return (double) bytes / deliveries;
    }

    /// From 0 to 1.
    double compilersPart() {
        return compilerMicros / cpuMicros;
    }

    /// Takes one while something is done.
    static Sample of(Entrant entrant, Runnable load) {
        long deliveries = entrant.tally.deliveries;
        long bytes = entrant.tally.bytes;
        CpuTime cpu = entrant.cpu();
        long start = System.nanoTime();
        load.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        CpuTime after = entrant.cpu();
        return new Sample(
                entrant.tally.deliveries - deliveries,
                entrant.tally.bytes - bytes,
                seconds,
                after.microsSince(cpu),
                after.compilerMicrosSince(cpu));
    }
}
