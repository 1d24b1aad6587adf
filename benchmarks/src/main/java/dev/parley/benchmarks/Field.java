package dev.parley.benchmarks;

import java.util.ArrayList;
import java.util.List;

/// All entrants of a comparison, on one loop of the driver.
final class Field implements AutoCloseable {
    private final ClientLoop loop = new ClientLoop();
    private final List<Entrant> entrants = new ArrayList<>();

    /// Starts those contenders that can run.
    ///
    /// @param size clients of each
    static Field start(List<Contender> contenders, Scenario.Setting setting, int size) {
        Field field = new Field();
        try {
            contenders.stream()
                    .filter(contender -> contender.missing().isEmpty())
                    .forEach(contender -> field.entrants.add(Entrant.start(contender, field.loop, setting, size)));
        } catch (RuntimeException failed) {
            field.close();
            throw failed;
        }
        return field;
    }

    List<Entrant> entrants() {
        return entrants;
    }

    /// The connections go first, so that no server's end counts as an incident.
    @Override
    public void close() {
        loop.close();
        entrants.forEach(Entrant::close);
    }
}
