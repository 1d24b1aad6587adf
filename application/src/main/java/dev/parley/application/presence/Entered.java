package dev.parley.application.presence;

import dev.parley.domain.shared.UserId;
import dev.parley.domain.typing.TypingFrame;
import java.util.List;

/// What somebody finds who enters a room.
///
/// @param present everybody who is here, himself included, in the order of their coming
/// @param typing the last frame of every context in which somebody types
public record Entered(Room room, List<UserId> present, List<TypingFrame> typing) {
    public Entered {
        present = List.copyOf(present);
        typing = List.copyOf(typing);
    }
}
