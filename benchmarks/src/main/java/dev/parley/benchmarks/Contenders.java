package dev.parley.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All servers that are compared, in the order of the tables. Another one is added here.
final class Contenders {
    static final String FLOOR = "floor";
    static final String WS = "ws";

    private static final String READY = "benchmarks/target/peers/";
    private static final Pattern OPEN = Pattern.compile("Open (http://\\S+)\n");

    private static final Contender PUBLISH = new ParleyEvents();
    private static final Contender TYPING = new ParleyTyping();

    private static final List<String> FLOOR_PROGRAM = List.of(READY + FLOOR);

    /// What an event of ours takes with a payload of [Payload#of].
    private static final int BYTES_OF_OURS = 312;

    /// Says how much of the distance to the floor is the length of our notifications.
    private static final Contender LONG_FLOOR = new Peer(
            FLOOR,
            "floor, messages as long as ours",
            FLOOR_PROGRAM,
            OPEN,
            "/",
            (tally, incidents) -> FloorMember.padding(tally, incidents, BYTES_OF_OURS));

    private static final List<Contender> PEERS = List.of(
            new Peer(FLOOR, FLOOR, FLOOR_PROGRAM, OPEN, "/", FloorMember::new),
            new Peer(WS, WS, List.of("node", READY + "ws.js"), OPEN, "/", WsMember::new),
            new Peer(
                    "socket.io",
                    "socket.io",
                    List.of("node", READY + "socketio.js"),
                    OPEN,
                    "/socket.io/?EIO=4&transport=websocket",
                    SocketIoMember::new),
            new Peer(
                    "nats",
                    "nats",
                    List.of(READY + "nats-server", "-c", "benchmarks/peers/nats.conf"),
                    Pattern.compile("websocket clients on (ws://\\S+)\n"),
                    "/",
                    NatsMember::new));

    private Contenders() {}

    /// For what goes to many.
    static List<Contender> ofPublishing() {
        return wanted(List.of(PUBLISH, LONG_FLOOR));
    }

    /// For small rooms, where ours has an ephemeral kind of message too.
    static List<Contender> ofRooms() {
        return wanted(List.of(TYPING, PUBLISH));
    }

    /// Our row that has a target: the first.
    static Map<String, Comparison.Target> firstOfOurs(List<Contender> all, Comparison.Target target) {
        return all.stream()
                .filter(contender -> contender.name().equals(Parley.NAME))
                .limit(1)
                .collect(Collectors.toMap(Contender::label, contender -> target));
    }

    /// All, or those that the variable `PEERS` names.
    private static List<Contender> wanted(List<Contender> ours) {
        Optional<List<String>> names = Optional.ofNullable(System.getenv("PEERS"))
                .filter(given -> !given.isBlank())
                .map(given -> List.of(given.split("[, ]+")));
        return Stream.concat(ours.stream(), PEERS.stream())
                .filter(contender -> names.isEmpty() || names.get().contains(contender.name()))
                .toList();
    }
}
