package dev.parley.testkit.simulation;

import dev.parley.testkit.VirtualLane;
import java.util.List;

/// What clients do, one thing after another, at moments of their own; and what goes wrong meanwhile.
final class Workload {
    private static final List<String> ROLES = List.of("editor", "editor", "commenter", "viewer", "none");

    private final Plan plan;
    private final Dice dice;
    private final VirtualLane lane;
    private final List<SimulatedClient> clients;
    private final Trace trace;
    private final List<Plan.Activity> activities;
    private boolean over;

    Workload(Plan plan, Dice dice, VirtualLane lane, List<SimulatedClient> clients, Trace trace) {
        this.plan = plan;
        this.dice = dice;
        this.lane = lane;
        this.clients = clients;
        this.trace = trace;
        this.activities = List.copyOf(plan.activities());
    }

    void begin() {
        for (SimulatedClient client : clients) {
            lane.after(dice.nanosBetween(0, 1_000), () -> {
                client.comeOnline();
                next(client);
            });
        }
        if (plan.activities().contains(Plan.Activity.REST)) {
            lane.after(dice.nanosBetween(5_000, 15_000), this::rest);
        }
    }

    void end() {
        over = true;
    }

    private void next(SimulatedClient client) {
        lane.after(dice.nanosBetween(50, plan.paceMillis()), () -> {
            if (!over && !activities.isEmpty()) {
                act(client, dice.pick(activities), dice.pick(plan.sessions()));
                next(client);
            }
        });
    }

    private void act(SimulatedClient client, Plan.Activity activity, String session) {
        trace.happened(() -> client + " " + activity + " " + session);
        switch (activity) {
            case EDIT -> edit(client, session);
            case TYPE -> type(client.typing(session));
            case PUBLISH -> client.feed().publish(session);
            case FOLLOW -> client.feed().follow();
            case READ -> read(client, session);
            case GRANT -> grant(client, session);
            case COME_AND_GO -> comeAndGo(client, session);
            case REST -> {}
        }
    }

    private void edit(SimulatedClient client, String session) {
        for (int i = dice.between(1, 3); i > 0; i--) {
            client.session(session).edit();
        }
    }

    private void type(ClientTyping typing) {
        if (dice.chance(0.25)) {
            typing.stop();
        } else {
            typing.type(dice.between(0, 12_000));
        }
    }

    private void read(SimulatedClient client, String session) {
        if (client.isLive()) {
            if (dice.chance(0.5)) {
                client.session(session).read();
            } else {
                client.feed().history();
            }
        }
    }

    private void grant(SimulatedClient client, String session) {
        if (client.isLive() && client.session(session).isJoined() && dice.chance(0.5)) {
            client.session(session).grant(dice.pick(clients).user(), dice.pick(ROLES));
        }
    }

    private void comeAndGo(SimulatedClient client, String session) {
        switch (dice.below(4)) {
            case 0 -> {
                client.session(session).leave();
                later(5_000, client.session(session)::comeBack);
            }
            case 1 -> away(client, true, 30);
            case 2 -> away(client, true, 8_000);
            default -> away(client, false, 8_000);
        }
    }

    private void away(SimulatedClient client, boolean clean, int mostMillis) {
        client.goOffline(clean);
        later(mostMillis, client::comeOnline);
    }

    /// Unless everything is over by then.
    private void later(int mostMillis, Runnable then) {
        lane.after(dice.nanosBetween(0, mostMillis), () -> {
            if (!over) {
                then.run();
            }
        });
    }

    /// All are away for so long that the server puts everything away.
    private void rest() {
        if (!over) {
            trace.happened(() -> "everybody rests");
            clients.forEach(client -> client.goOffline(dice.chance(0.5)));
            later(15_000, () -> clients.forEach(SimulatedClient::comeOnline));
        }
    }
}
