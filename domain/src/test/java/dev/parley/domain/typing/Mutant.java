package dev.parley.domain.typing;

import java.util.List;

/// Typing with one rule broken: in `file`, `edits` replace text that must stand there exactly once.
record Mutant(String name, String file, List<Edit> edits) {
    record Edit(String from, String to) {}

    static Mutant of(String name, String file, String from, String to) {
        return new Mutant(name, file, List.of(new Edit(from, to)));
    }

    String apply(String source) {
        String mutated = source;
        for (Edit edit : edits) {
            if (mutated.split(java.util.regex.Pattern.quote(edit.from()), -1).length != 2) {
                throw new IllegalStateException(name + ": not exactly once in " + file + ": " + edit.from());
            }
            mutated = mutated.replace(edit.from(), edit.to());
        }
        return mutated;
    }

    @Override
    public String toString() {
        return name;
    }
}
