package dev.parley.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EchoTest {
    @Test
    void a_text_comes_back() throws Exception {
        try (EchoServer server = EchoServer.start();
                RawClient client = RawClient.open(server)) {
            client.text("hello");
            assertThat(client.frame().text()).isEqualTo("hello");
        }
    }
}
