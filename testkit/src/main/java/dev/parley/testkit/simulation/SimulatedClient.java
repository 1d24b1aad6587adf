package dev.parley.testkit.simulation;

import dev.parley.domain.json.JsonObject;
import dev.parley.testkit.VirtualLane;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// One device of a user, as the page is one: a connection that comes back by itself, and over it documents, typing and
/// an event feed that go on where they stood.
final class SimulatedClient {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long ANSWER_LIMIT = 8_000 * NANOS_PER_MILLI;
    private static final long PULSE = 5_000 * NANOS_PER_MILLI;

    private enum State {
        OFF,
        DIALING,
        GREETING,
        LIVE
    }

    private record Call(Asked asked, Consumer<Response> then) {}

    private final String user;
    private final String device;
    private final Network network;
    private final VirtualLane lane;
    private final Dice dice;
    private final Map<String, Call> calls = new LinkedHashMap<>();
    private final Map<String, ClientSession> sessions = new LinkedHashMap<>();
    private final Map<String, ClientTyping> typing = new LinkedHashMap<>();
    private final ClientFeed feed;
    private final boolean resends;
    private State state = State.OFF;
    private Optional<Link> link = Optional.empty();
    private boolean wanted;
    private int attempt;
    private long calling;
    /// Of the dial at hand: answers to an earlier one come too late.
    private int dials;

    SimulatedClient(String user, String device, Network network, Dice dice, Plan plan) {
        this.user = user;
        this.device = device;
        this.network = network;
        this.lane = network.lane();
        this.dice = dice;
        this.resends = plan.has(Plan.Fault.RESEND);
        this.feed = new ClientFeed(this, dice.split());
        for (String session : plan.sessions()) {
            ClientTyping types = new ClientTyping(this, session);
            typing.put(session, types);
            sessions.put(session, new ClientSession(this, session, types, plan));
        }
    }

    String user() {
        return user;
    }

    String device() {
        return device;
    }

    Dice dice() {
        return dice;
    }

    Judge judge() {
        return network.judge();
    }

    /// Whether it sends some things twice.
    boolean resends() {
        return resends && dice.chance(0.2);
    }

    ClientSession session(String name) {
        return java.util.Objects.requireNonNull(sessions.get(name));
    }

    ClientTyping typing(String session) {
        return java.util.Objects.requireNonNull(typing.get(session));
    }

    ClientFeed feed() {
        return feed;
    }

    boolean isLive() {
        return state == State.LIVE;
    }

    boolean isOff() {
        return state == State.OFF;
    }

    /// Whether it still takes this line for its own.
    boolean isOn(Link asked) {
        return link.filter(asked::equals).isPresent();
    }

    // The connection.

    void comeOnline() {
        wanted = true;
        if (state == State.OFF) {
            dial();
        }
    }

    /// @param clean closes the window; else the device vanishes
    void goOffline(boolean clean) {
        wanted = false;
        abandon(clean);
    }

    private void dial() {
        state = State.DIALING;
        dials++;
        network.dial(this);
    }

    void opened(Link fresh) {
        if (state != State.DIALING || !wanted) {
            fresh.hangUp(false);
            return;
        }
        link = Optional.of(fresh);
        state = State.GREETING;
        Params hello = Params.of("token", "dev:" + user).with("device", device);
        List<JsonObject> typed = new ArrayList<>();
        typing.forEach((session, types) -> {
            if (types.isOn()) {
                typed.add(Params.of("session", session).json());
            }
        });
        hello.with("resume", new Params().with("typing", typed).json());
        ask("connect", hello, this::greeted);
        if (dice.chance(0.3)) {
            goOn();
        }
    }

    void unreachable() {
        if (state == State.DIALING) {
            state = State.OFF;
            backOff();
        }
    }

    private void greeted(Response response) {
        switch (response) {
            case Response.Done _ -> {
                attempt = 0;
                state = State.LIVE;
                goOn();
                pulse();
            }
            case Response.Refused refused -> throw new Violation(this + " may not connect: " + refused);
            case Response.Lost _ -> {}
        }
    }

    /// Everything that was there before, as far as it is not under way already.
    private void goOn() {
        sessions.values().forEach(ClientSession::resume);
        feed.resume();
    }

    private void pulse() {
        Optional<Link> at = link;
        lane.after(PULSE, () -> {
            if (isLive() && link.equals(at)) {
                ask("state", Params.of("state", "active"), response -> {
                    if (!(response instanceof Response.Lost)) {
                        pulse();
                    }
                });
            }
        });
    }

    /// The socket says that it is closed.
    void lost(Link gone) {
        if (link.filter(gone::equals).isPresent()) {
            link = Optional.empty();
            disconnected();
        }
    }

    private void abandon(boolean clean) {
        link.ifPresent(open -> open.hangUp(clean));
        link = Optional.empty();
        disconnected();
    }

    private void disconnected() {
        state = State.OFF;
        sessions.values().forEach(ClientSession::down);
        feed.down();
        List<Call> open = List.copyOf(calls.values());
        calls.clear();
        open.forEach(call -> call.then().accept(new Response.Lost()));
        if (wanted) {
            backOff();
        }
    }

    private void backOff() {
        int most = Math.min(4_000, 100 << Math.min(attempt++, 10));
        int before = dials;
        lane.after(dice.nanosBetween(0, most), () -> {
            if (wanted && state == State.OFF && before == dials) {
                dial();
            }
        });
    }

    // Calls over it.

    void ask(String method, Params params, Consumer<Response> then) {
        send(method, params.json(), then);
    }

    void send(String method, JsonObject params, Consumer<Response> then) {
        if (link.isEmpty()) {
            then.accept(new Response.Lost());
            return;
        }
        Asked asked = new Asked(user + "/" + device + "/" + ++calling, method, params, lane.nanoTime());
        calls.put(asked.id(), new Call(asked, then));
        Link open = link.get();
        open.send(asked);
        lane.after(ANSWER_LIMIT, () -> {
            if (isOn(open) && calls.containsKey(asked.id())) {
                network.trace().happened(() -> this + " hears nothing and gives up");
                abandon(false);
            }
        });
    }

    void tell(String method, Params params) {
        link.ifPresent(open -> open.send(new Asked("", method, params.json(), lane.nanoTime())));
    }

    void heard(Link from, Fields message) {
        if (!isOn(from)) {
            return;
        }
        if (message.has("method")) {
            notice(message.text("method"), message.object("params"));
            return;
        }
        Call call = calls.remove(message.text("id"));
        if (call != null) {
            call.then().accept(Response.of(message));
        }
    }

    private void notice(String method, Fields params) {
        switch (method) {
            case "session.patched", "session.changed" ->
                session(params.text("session")).changed(params);
            case "event", "events.position", "events.gap" -> feed.notice(method, params);
            default -> {}
        }
    }

    void later(long millis, Runnable then) {
        Optional<Link> at = link;
        lane.after(millis * NANOS_PER_MILLI, () -> {
            if (link.isPresent() && link.equals(at)) {
                then.run();
            }
        });
    }

    void after(long millis, Runnable then) {
        lane.after(millis * NANOS_PER_MILLI, then);
    }

    /// What it still waits for; empty where it is at rest and up to date.
    Optional<String> waitsFor(Ledger ledger) {
        if (!isLive()) {
            return Optional.of("a connection");
        }
        if (!calls.isEmpty()) {
            return Optional.of(
                    "an answer to " + calls.values().iterator().next().asked());
        }
        return sessions.values().stream()
                .flatMap(session -> session.waitsFor(ledger).stream())
                .findFirst()
                .or(() -> feed.waitsFor(ledger));
    }

    @Override
    public String toString() {
        return user + "/" + device;
    }
}
