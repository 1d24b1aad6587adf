package dev.parley.testkit.simulation;

import dev.parley.domain.events.TopicPattern;
import dev.parley.domain.json.Json;
import dev.parley.domain.json.JsonObject;
import dev.parley.domain.json.JsonString;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/// A client's subscription, which keeps its own position, and its publishing, each event sent until it is stored.
final class ClientFeed {
    private static final List<String> START_AGAIN = List.of("OFFSET_GONE", "EPOCH_CHANGED", "INVALID_OFFSET");
    private static final List<String> PATTERNS =
            List.of(Plan.STREAM + ".**", Plan.STREAM + ".a.*", Plan.STREAM + ".*.x");
    private static final List<String> TOPICS =
            List.of(Plan.STREAM + ".a.x", Plan.STREAM + ".a.y", Plan.STREAM + ".b.x", Plan.STREAM + ".b.y");
    private static final List<String> LAGS = List.of("catch-up", "latest", "drop-oldest", "disconnect");
    private static final long RETRY_MILLIS = 300;

    private final SimulatedClient client;
    private final Dice dice;
    private final Queue<JsonObject> outgoing = new ArrayDeque<>();
    private Optional<String> pattern = Optional.empty();
    private Json from = new JsonString("latest");
    private Optional<String> subscription = Optional.empty();
    private boolean subscribing;
    private boolean positioned;
    private long epoch;
    private long offset;
    private boolean publishing;
    private int published;

    ClientFeed(SimulatedClient client, Dice dice) {
        this.client = client;
        this.dice = dice;
    }

    void down() {
        subscription = Optional.empty();
        subscribing = false;
        publishing = false;
    }

    void resume() {
        if (pattern.isPresent() && subscription.isEmpty() && !subscribing) {
            subscribe(
                    positioned
                            ? new Params()
                                    .with("epoch", epoch)
                                    .with("offset", offset)
                                    .json()
                            : from);
        }
        pump();
    }

    /// Subscribes where it has not, else lets go of what it has.
    void follow() {
        if (pattern.isEmpty()) {
            pattern = Optional.of(dice.pick(PATTERNS));
            positioned = false;
            from = switch (dice.below(3)) {
                case 0 -> new JsonString("latest");
                case 1 -> new JsonString("earliest");
                default -> new Params().with("last", dice.between(1, 6)).json();
            };
            if (client.isLive()) {
                resume();
            }
        } else if (subscription.isPresent() && dice.chance(0.3)) {
            Params params = Params.of("subscription", subscription.get());
            pattern = Optional.empty();
            subscription = Optional.empty();
            client.ask(
                    "events.unsubscribe",
                    params,
                    response -> Violation.unless(
                            !(response instanceof Response.Refused), "%s cannot unsubscribe: %s", client, response));
        }
    }

    private void subscribe(Json start) {
        subscribing = true;
        Params params =
                Params.of("pattern", pattern.orElseThrow()).with("from", start).with("lag", lag());
        client.ask("events.subscribe", params, response -> {
            subscribing = false;
            switch (response) {
                case Response.Done(Fields answer) -> subscribed(answer);
                case Response.Refused refused
                when START_AGAIN.contains(refused.code()) -> {
                    positioned = false;
                    from = new JsonString("earliest");
                    client.later(1, this::resume);
                }
                case Response.Refused _ -> client.later(RETRY_MILLIS, this::resume);
                case Response.Lost _ -> {}
            }
        });
    }

    /// One and the same as long as the client lives.
    private String lag() {
        return LAGS.get(Math.floorMod(client.toString().hashCode(), LAGS.size()));
    }

    private void subscribed(Fields answer) {
        Violation.unless(
                !positioned || (answer.flag("recovered") && answer.number("offset") == offset),
                "%s: went on from %d, told %s",
                client,
                offset,
                answer.json());
        subscription = Optional.of(answer.text("subscription"));
        positioned = true;
        epoch = answer.number("epoch");
        offset = answer.number("offset");
    }

    void notice(String method, Fields params) {
        if (!subscription.equals(Optional.of(params.text("subscription")))) {
            return;
        }
        long to = method.equals("events.gap") ? params.number("to") : params.number("offset");
        Violation.unless(to >= offset, "%s: at %d, told %d", client, offset, to);
        Violation.unless(to > offset || !method.equals("event"), "%s: event %d was delivered twice", client, offset);
        offset = to;
    }

    void publish(String session) {
        String id = client + "-" + ++published;
        outgoing.add(Params.of("topic", dice.pick(TOPICS))
                .with("id", id.replace('/', '.'))
                .with("data", new Params().with("text", id).json())
                .json());
        if (client.isLive()) {
            pump(session);
        }
    }

    private void pump() {
        pump("");
    }

    /// @param session whose typing indicator the first send clears, or none
    private void pump(String session) {
        JsonObject next = outgoing.peek();
        if (publishing || next == null) {
            return;
        }
        publishing = true;
        boolean clears = !session.isEmpty() && client.typing(session).cleared();
        JsonObject first =
                clears ? next.with("typing", Params.of("session", session).json()) : next;
        client.send("events.publish", first, this::answered);
        if (client.resends()) {
            client.send("events.publish", next, _ -> {});
        }
    }

    private void answered(Response response) {
        publishing = false;
        switch (response) {
            case Response.Done _ -> {
                outgoing.remove();
                pump();
            }
            case Response.Refused refused -> {
                Violation.unless(refused.retryable(), "%s may not publish: %s", client, refused);
                client.later(Math.min(RETRY_MILLIS, refused.retryAfterMillis()), this::pump);
            }
            case Response.Lost _ -> {}
        }
    }

    void history() {
        client.ask("events.history", Params.of("pattern", PATTERNS.getFirst()).with("from", "earliest"), _ -> {});
    }

    Optional<String> waitsFor(Ledger ledger) {
        if (!outgoing.isEmpty()) {
            return Optional.of("its event to be stored");
        }
        if (pattern.isEmpty()) {
            return Optional.empty();
        }
        StreamHistory stream = ledger.stream();
        long quiet = stream.quietUpTo(new TopicPattern(pattern.get()), offset, stream.head());
        return subscription.isPresent() && quiet == stream.head()
                ? Optional.empty()
                : Optional.of("event " + (quiet + 1));
    }
}
