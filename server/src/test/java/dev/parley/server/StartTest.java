package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {
    @TempDir
    private Path data;

    @Test
    void a_port_in_use_is_told_with_what_to_do() {
        try (RunningServer first = RunningServer.start()) {
            int taken = first.url().getPort();
            assertThatThrownBy(() -> Server.start(ServerSettings.dev(taken, data)))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("127.0.0.1:" + taken)
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void a_data_directory_in_use_is_told_and_can_be_used_when_it_is_free_again() {
        Server first = Server.start(ServerSettings.dev(0, data));
        assertThatThrownBy(() -> Server.start(ServerSettings.dev(0, data)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("another server uses");
        first.close();
        try (Server second = Server.start(ServerSettings.dev(0, data))) {
            assertThat(second.url().getPort()).isPositive();
        }
    }
}
