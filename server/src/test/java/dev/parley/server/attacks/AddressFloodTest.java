package dev.parley.server.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Mode;
import dev.parley.server.RunningServer;
import dev.parley.server.TestClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// One address that opens sockets without end gets its quota, and everybody else what he came for.
class AddressFloodTest {
    private static final int QUOTA = 20;
    private static final int SOCKETS = 2_000;

    @Test
    void two_thousand_sockets_of_one_address_are_refused_past_its_quota_while_others_are_served() throws IOException {
        try (RunningServer server =
                        RunningServer.start(Mode.DEV, Map.of("listener.maxConnectionsPerAddress", "" + QUOTA));
                TestClient neighbour = server.client("neighbour");
                LogLines log = LogLines.listen()) {
            neighbour.result("session.create", "{\"session\":\"calm\"}");
            List<RawSocket> flood = new ArrayList<>();
            try {
                for (int i = 0; i < SOCKETS; i++) {
                    flood.add(RawSocket.dialFrom("127.0.0.66", server));
                    if (i % 100 == 0) {
                        neighbour.result("session.get", "{\"session\":\"calm\"}");
                    }
                }
                assertThat(flood.stream().filter(RawSocket::isServed)).hasSize(QUOTA);
                try (RawSocket newcomer = RawSocket.dialFrom("127.0.0.77", server)) {
                    assertThat(newcomer.isServed())
                            .as("a newcomer from elsewhere")
                            .isTrue();
                }
            } finally {
                for (RawSocket socket : flood) {
                    socket.close();
                }
            }
            assertThat(log.lines()).isEmpty();
        }
    }
}
