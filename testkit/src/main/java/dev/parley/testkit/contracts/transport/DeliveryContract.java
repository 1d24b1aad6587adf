package dev.parley.testkit.contracts.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.domain.access.Grants;
import dev.parley.domain.access.Principal;
import dev.parley.domain.events.Position;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.TenantId;
import dev.parley.domain.shared.UserId;
import dev.parley.gateway.Gateway;
import dev.parley.protocol.rpc.Incoming;
import dev.parley.protocol.rpc.RequestReader;
import dev.parley.testkit.LiveGateway;
import dev.parley.testkit.contracts.transport.ListeningClient.Delivered;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Every transport that tells: each event once and in order, from where a client left off, and never at the cost of
/// others.
public abstract class DeliveryContract extends TransportContract {
    private static final Principal PUBLISHER =
            new Principal(TenantId.DEFAULT, new UserId("publisher"), new DeviceId("publisher"), 0, Grants.ALL);

    private Optional<Gateway> gateway = Optional.empty();

    /// A client that is signed in with the token and hears what matches, from now on or from after a position. Returns
    /// when nothing that is published later can be missed.
    protected abstract ListeningClient listening(String token, String pattern, Optional<Position> after);

    /// As [#serve].
    protected abstract Endpoint serveListeners(Gateway served) throws Exception;

    @Override
    protected final Endpoint serve(Gateway served) throws Exception {
        gateway = Optional.of(served);
        return serveListeners(served);
    }

    private ListeningClient listening(String pattern) {
        return listening(LiveGateway.token("ana"), pattern, Optional.empty());
    }

    private ListeningClient listening(String pattern, Delivered after) {
        return listening(LiveGateway.token("ana"), pattern, Optional.of(new Position(after.epoch(), after.offset())));
    }

    /// Beside the transport, so that listeners can be tried where nobody can call.
    private void publish(String topic, int count) {
        for (int i = 0; i < count; i++) {
            publishData(topic, Integer.toString(i));
        }
    }

    private void publishData(String topic, String data) {
        byte[] text = publish(topic, data).getBytes(StandardCharsets.UTF_8);
        CompletableFuture<Optional<byte[]>> answer = new CompletableFuture<>();
        if (RequestReader.read(ByteBuffer.wrap(text)) instanceof Incoming.Member member) {
            gateway.orElseThrow().stateless().answer(PUBLISHER, member, answer::complete);
        }
        assertThat(new String(answer.join().orElseThrow(), StandardCharsets.UTF_8))
                .contains("\"offset\":");
    }

    private static void hears(ListeningClient client, int from, int to) {
        for (int offset = from; offset <= to; offset++) {
            assertThat(client.next().offset()).isEqualTo(offset);
        }
    }

    @Test
    void all_listeners_hear_each_event_once_and_in_order() {
        try (ListeningClient one = listening("feed.**");
                ListeningClient two = listening("feed.**");
                ListeningClient other = listening("feed.b")) {
            publish("feed.a", 50);
            publish("feed.b", 1);
            hears(one, 1, 51);
            hears(two, 1, 51);
            hears(other, 51, 51);
        }
    }

    @Test
    void whoever_comes_back_hears_what_he_missed_and_then_what_is_new() {
        Delivered last;
        try (ListeningClient client = listening("again.**")) {
            publish("again.a", 3);
            hears(client, 1, 1);
            last = client.next();
        }
        publish("again.a", 300);
        try (ListeningClient client = listening("again.**", last)) {
            publish("again.a", 1);
            hears(client, 3, 304);
        }
    }

    @Test
    void an_event_arrives_as_it_was_published() {
        String data = "{\n \"text\": \"Zoë 日本 \uD83D\uDE00 \\n \\\" \",\r\n\t\"list\": [ 1 , {} ] }";
        try (ListeningClient client = listening("text.**")) {
            publishData("text.a", data);
            Delivered event = client.next();
            assertThat(at(event.event(), "/data")).isEqualTo(json(data));
            assertThat(text(event.event(), "/topic")).isEqualTo("text.a");
        }
    }

    @Test
    void a_listener_that_reads_nothing_is_ended_and_costs_his_neighbour_nothing() {
        String large = "\"" + "x".repeat(30_000) + "\"";
        try (ListeningClient stalled = listening("slow.**");
                ListeningClient neighbour = listening("slow.**")) {
            long until = System.nanoTime() + Duration.ofSeconds(3).toNanos();
            for (int offset = 1; System.nanoTime() < until || offset < 100; offset++) {
                publishData("slow.a", large);
                hears(neighbour, offset, offset);
            }
            assertThat(stalled.isOver()).isTrue();
        }
    }

    @Test
    void a_listener_that_vanishes_is_forgotten() {
        for (int i = 0; i < 20; i++) {
            listening("gone.**").close();
        }
        try (ListeningClient client = listening("gone.**")) {
            publish("gone.a", 10);
            hears(client, 1, 10);
        }
    }

    @Test
    void listeners_are_ended_when_the_server_stops() {
        try (ListeningClient one = listening("feed.**");
                ListeningClient two = listening("feed.**")) {
            drain();
            assertThat(one.isOver()).isTrue();
            assertThat(two.isOver()).isTrue();
        }
    }
}
