package dev.parley.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonNull;
import dev.parley.protocol.json.JacksonOracle.Opinion;
import dev.parley.protocol.json.JacksonOracle.Rule;
import dev.parley.protocol.json.JsonReader.Inexact;
import dev.parley.protocol.json.JsonReader.Malformed;
import dev.parley.protocol.json.JsonReader.Result;
import dev.parley.protocol.json.JsonReader.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// We accept exactly what the other parser accepts and none of our own rules forbids, and read the same
/// values from it. A failure prints its seed; `-Dparley.seed=<seed> -Dparley.documents=1` replays it.
class AgainstJacksonTest {
    private static final int DOCUMENTS = Integer.getInteger("parley.documents", 25_000);
    private static final int MUTANTS = 3;
    private static final long FIRST = Long.getLong("parley.seed", 1);

    private final Set<Rule> seen = EnumSet.noneOf(Rule.class);
    private int accepted;
    private int refused;

    @Test
    void random_texts_and_their_mutants_are_judged_alike() {
        for (long seed = FIRST; seed < FIRST + DOCUMENTS; seed++) {
            Random random = new Random(seed);
            byte[] text = RandomText.sound(random);
            requireAgreement(seed, text);
            for (int i = 0; i < MUTANTS; i++) {
                requireAgreement(seed, RandomText.mutated(text, random));
            }
        }
        if (DOCUMENTS > 1) {
            assertThat(seen).as("every rule of ours was met").containsExactlyInAnyOrder(Rule.values());
            assertThat(accepted).isGreaterThan(DOCUMENTS);
            assertThat(refused).isGreaterThan(DOCUMENTS);
        }
    }

    private void requireAgreement(long seed, byte[] text) {
        Opinion opinion = JacksonOracle.ask(text);
        Result result = ours(text);
        boolean walked = !(new JsonScanner(72, "", 9).scan(text, 0, text.length) instanceof Outline.Malformed);
        if (!agree(opinion, result) || walked == result instanceof Malformed) {
            fail("seed " + seed + ": " + result + ", scanned " + walked + ", but " + opinion + " for " + shown(text));
        }
        if (result instanceof Value) {
            accepted++;
        } else if (opinion.refused()) {
            refused++;
        } else {
            seen.addAll(opinion.broken());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.parley.protocol.json.MalformedTexts#all")
    void the_table_of_malformed_texts_is_judged_alike(byte[] text) {
        assertThat(agree(JacksonOracle.ask(text), ours(text))).isTrue();
    }

    @Test
    void a_reader_that_rounds_integers_is_found_out() {
        requireFound(text -> ours(text) instanceof Inexact ? new Value(JsonNull.NULL) : ours(text));
    }

    @Test
    void a_reader_that_ignores_what_follows_is_found_out() {
        requireFound(text -> {
            Result whole = ours(text);
            return whole instanceof Malformed(String why, int at) && why.startsWith("something follows")
                    ? ours(Arrays.copyOf(text, at))
                    : whole;
        });
    }

    @Test
    void a_reader_that_lets_lone_surrogates_in_is_found_out() {
        requireFound(text -> ours(new String(text, StandardCharsets.UTF_8)
                .replaceAll("(?i)\\\\ud8[0-9a-f]{2}(?!\\\\ud[c-f])", "x")
                .getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_reader_that_forgives_bad_utf8_is_found_out() {
        requireFound(text -> ours(new String(text, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_reader_that_refuses_too_much_is_found_out() {
        requireFound(
                text -> new String(text, StandardCharsets.UTF_8).contains("E+") ? new Malformed("", 0) : ours(text));
    }

    private static void requireFound(Function<byte[], Result> planted) {
        for (long seed = 1; seed < 5_000; seed++) {
            Random random = new Random(seed);
            byte[] text = RandomText.sound(random);
            byte[] mutant = RandomText.mutated(text, random);
            if (!agree(JacksonOracle.ask(text), planted.apply(text))
                    || !agree(JacksonOracle.ask(mutant), planted.apply(mutant))) {
                return;
            }
        }
        fail("the planted bug was not found");
    }

    private static Result ours(byte[] text) {
        return JsonReader.read(text, 72);
    }

    private static boolean agree(Opinion opinion, Result result) {
        return switch (result) {
            case Value(Json json) ->
                !opinion.refused()
                        && opinion.broken().isEmpty()
                        && opinion.json().equals(Optional.of(json));
            case Inexact _ -> !opinion.refused() && opinion.broken().equals(EnumSet.of(Rule.INEXACT_INTEGER));
            case Malformed _ -> opinion.refused() || breaksMore(opinion.broken());
        };
    }

    private static boolean breaksMore(Set<Rule> broken) {
        return broken.stream().anyMatch(rule -> rule != Rule.INEXACT_INTEGER);
    }

    private static String shown(byte[] text) {
        return new String(text, StandardCharsets.UTF_8) + " = " + Arrays.toString(text);
    }
}
