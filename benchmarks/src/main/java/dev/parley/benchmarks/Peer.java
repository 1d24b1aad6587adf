package dev.parley.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/// A server beside ours that `benchmarks/run` got ready: its program, and a note that says which version it is
/// or why it cannot run.
///
/// @param name as in `PEERS` and of the notes
/// @param label in the tables
/// @param command that starts it, from the root of the repository
/// @param open what it says when it listens, as [Program#start] wants it
/// @param target of WebSocket requests
/// @param speaker makes its clients
record Peer(
        String name,
        String label,
        List<String> command,
        Pattern open,
        String target,
        BiFunction<Tally, Incidents, Member> speaker)
        implements Contender {
    private static final Path READY = Path.of("benchmarks", "target", "peers");

    @Override
    public String version() {
        return note("version").orElse("of unknown version");
    }

    @Override
    public Optional<String> missing() {
        Optional<String> reason = note("missing");
        return reason.isEmpty() && note("version").isEmpty() ? Optional.of("`benchmarks/run` gets it") : reason;
    }

    private Optional<String> note(String kind) {
        Path file = READY.resolve(name + "." + kind);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public Running start(Scenario.Setting setting) {
        return Program.start(command, open, target);
    }

    @Override
    public Member member(int number, Tally tally, Incidents incidents) {
        return speaker.apply(tally, incidents);
    }
}
