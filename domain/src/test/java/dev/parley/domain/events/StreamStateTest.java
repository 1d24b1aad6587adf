package dev.parley.domain.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.domain.events.StreamState.Start;
import org.junit.jupiter.api.Test;

class StreamStateTest {
    /// 4 to 9 are kept.
    private final StreamState stream = new StreamState(7, 4, 9);

    @Test
    void a_kept_position_is_recovered_from() {
        assertThat(stream.after(new Position(7, 5))).isEqualTo(new Start.At(5, true));
    }

    @Test
    void the_ends_of_what_is_kept_are_positions_too() {
        assertThat(stream.after(new Position(7, 3))).isEqualTo(new Start.At(3, true));
        assertThat(stream.after(new Position(7, 9))).isEqualTo(new Start.At(9, true));
    }

    @Test
    void one_more_in_either_direction_is_none() {
        assertThat(stream.after(new Position(7, 2))).isEqualTo(new Start.Gone(4));
        assertThat(stream.after(new Position(7, 10))).isEqualTo(new Start.Outside(9));
        assertThat(stream.after(new Position(7, -1))).isEqualTo(new Start.Outside(9));
    }

    @Test
    void the_epoch_is_looked_at_first() {
        assertThat(stream.after(new Position(6, 99))).isEqualTo(new Start.EpochChanged(7));
    }

    @Test
    void an_empty_stream_has_the_position_zero() {
        StreamState empty = new StreamState(7, 1, 0);
        assertThat(empty.after(new Position(7, 0))).isEqualTo(new Start.At(0, true));
        assertThat(empty.latest()).isEqualTo(new Start.At(0, false));
        assertThat(empty.earliestKept()).isEqualTo(new Start.At(0, false));
    }

    @Test
    void what_the_log_gives_is_brought_into_what_is_known() {
        assertThat(stream.from(1)).isEqualTo(new Start.At(3, false));
        assertThat(stream.from(6)).isEqualTo(new Start.At(6, false));
        assertThat(stream.from(12)).isEqualTo(new Start.At(9, false));
    }

    @Test
    void the_past_only_shrinks_and_the_head_only_grows() {
        assertThat(stream.trimmedTo(2).earliest()).isEqualTo(4);
        assertThat(stream.trimmedTo(99).earliest()).isEqualTo(10);
        assertThat(stream.grownTo(8).head()).isEqualTo(9);
        assertThat(stream.grownTo(12)).isEqualTo(new StreamState(7, 4, 12));
    }

    @Test
    void a_stream_cannot_keep_what_it_never_had() {
        assertThatThrownBy(() -> new StreamState(7, 11, 9)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StreamState(7, 0, 9)).isInstanceOf(IllegalArgumentException.class);
    }
}
