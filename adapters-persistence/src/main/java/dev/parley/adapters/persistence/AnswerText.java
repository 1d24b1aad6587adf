package dev.parley.adapters.persistence;

import dev.parley.domain.document.Dropped;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonPatch;
import dev.parley.domain.sessions.Acknowledgement;
import dev.parley.protocol.json.JsonWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The answer that a resend hears again, as JSON.
final class AnswerText {
    private AnswerText() {}

    static void write(JsonWriter out, Acknowledgement answer) {
        out.object().name("version").number(answer.version());
        out.name("outcome").string(answer.outcome().wireName());
        out.name("committed").bool(answer.committed());
        answer.patch().ifPresent(patch -> PatchText.write(out.name("patch"), patch));
        out.name("dropped").array();
        answer.dropped().forEach(dropped -> write(out, dropped));
        out.end().end();
    }

    private static void write(JsonWriter out, Dropped dropped) {
        out.object().name("index").number(dropped.index());
        out.name("reason").string(dropped.reason().wireName());
        dropped.value().ifPresent(value -> out.name("value").json(value));
        out.end();
    }

    static Acknowledgement read(Stored stored) throws Damaged {
        Optional<Json> patch = stored.find("patch");
        Optional<JsonPatch> committed = patch.isEmpty() ? Optional.empty() : Optional.of(PatchText.read(patch.get()));
        List<Dropped> dropped = new ArrayList<>();
        for (Json item : Stored.array(stored.json("dropped")).items()) {
            dropped.add(dropped(new Stored(item)));
        }
        return new Acknowledgement(
                stored.number("version"),
                outcome(stored.text("outcome")),
                stored.flag("committed"),
                committed,
                dropped);
    }

    private static Dropped dropped(Stored stored) throws Damaged {
        return new Dropped((int) stored.number("index"), reason(stored.text("reason")), stored.find("value"));
    }

    private static Acknowledgement.Outcome outcome(String name) throws Damaged {
        return Arrays.stream(Acknowledgement.Outcome.values())
                .filter(outcome -> outcome.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new Damaged("an outcome " + name));
    }

    private static Dropped.Reason reason(String name) throws Damaged {
        return Arrays.stream(Dropped.Reason.values())
                .filter(reason -> reason.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new Damaged("a reason " + name));
    }
}
