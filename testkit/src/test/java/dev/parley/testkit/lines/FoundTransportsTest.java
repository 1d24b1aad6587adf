package dev.parley.testkit.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.Transport;
import dev.parley.gateway.TransportSettings;
import dev.parley.gateway.Transports;
import org.junit.jupiter.api.Test;

class FoundTransportsTest {
    @Test
    void a_transport_on_the_class_path_is_found_without_touching_ours() {
        assertThat(Transports.found(TransportSettings.none()))
                .extracting(Transport::name)
                .contains("lines");
    }

    @Test
    void settings_go_to_whoever_knows_their_type() {
        TransportSettings settings = TransportSettings.none()
                .with(LinesSettings.class, new LinesSettings(7))
                .with(String.class, "other");
        assertThat(settings.find(LinesSettings.class)).contains(new LinesSettings(7));
        assertThat(settings.find(Integer.class)).isEmpty();
        assertThat(TransportSettings.none().find(String.class)).isEmpty();
    }
}
