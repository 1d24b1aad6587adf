package dev.parley.adapters.persistence;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/// A [Victim] in a process of its own, and what it says.
final class VictimProcess {
    private VictimProcess() {}

    /// How far what was acknowledged reaches in each stream and session.
    ///
    /// @param before what was read before the end began
    /// @param all what was read at all; a killed process said it before
    record Said(Map<String, Long> before, Map<String, Long> all) {}

    /// Runs a victim and ends it some time after its first acknowledgement.
    ///
    /// @param how as the victim's second argument
    /// @param mostMillis from the first acknowledgement to the end
    /// @param end called once; the victim must be gone soon after
    static Said run(Path directory, String how, Random random, long mostMillis, Consumer<ProcessHandle> end)
            throws IOException, InterruptedException {
        Process victim = start(directory, how);
        Map<String, Long> all = new HashMap<>();
        Optional<Map<String, Long>> before = Optional.empty();
        try (BufferedReader lines = victim.inputReader()) {
            long deadline = Long.MAX_VALUE;
            long patience = random.nextInt(3) == 0 ? 0 : random.nextLong(1, mostMillis);
            String line = lines.readLine();
            while (line != null) {
                note(line, all);
                if (deadline == Long.MAX_VALUE) {
                    deadline = System.nanoTime() + patience * 1_000_000;
                }
                if (System.nanoTime() >= deadline && before.isEmpty()) {
                    before = Optional.of(Map.copyOf(all));
                    // By its handle: the process object would close the pipe, and with it what was said.
                    end.accept(victim.toHandle());
                }
                line = lines.readLine();
            }
        } finally {
            victim.destroyForcibly();
            victim.waitFor();
        }
        return new Said(before.orElse(all), all);
    }

    /// The last line may be torn by the end; then it was not said.
    private static void note(String line, Map<String, Long> acknowledged) {
        String[] said = line.split(" ");
        if (said.length == 2 && said[1].matches("\\d+") && Long.parseLong(said[1]) % Evidence.GROUP == 0) {
            acknowledged.merge(said[0], Long.parseLong(said[1]), Math::max);
        }
    }

    private static Process start(Path directory, String how) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                directory.toString(),
                how);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
