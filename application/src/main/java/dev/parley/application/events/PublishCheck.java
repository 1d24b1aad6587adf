package dev.parley.application.events;

import dev.parley.domain.access.Principal;
import dev.parley.domain.access.TopicAction;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Grammar;
import dev.parley.domain.shared.Problem;
import java.util.Optional;

/// What is wrong with a publish before anything is stored. Rights come first: who may not publish learns
/// nothing else.
final class PublishCheck {
    private PublishCheck() {}

    static Optional<Problem> refusal(Principal by, EventCommands.Publish command, EventLimits limits) {
        if (!by.grants().allows(TopicAction.PUBLISH, command.topic())) {
            return Optional.of(EventProblems.forbidden("publish"));
        }
        if (command.id().filter(id -> !Grammar.ID.accepts(id)).isPresent()) {
            return Optional.of(Problem.field(ErrorCode.INVALID_ID, "id", "not a valid event id"));
        }
        if (command.expectedOffset().orElse(0) < 0) {
            return Optional.of(Problem.field(ErrorCode.INVALID_OFFSET, "expectedOffset", "offsets start at 0"));
        }
        return overLimit(command, limits);
    }

    private static Optional<Problem> overLimit(EventCommands.Publish command, EventLimits limits) {
        if (command.data().length() > limits.dataBytes()) {
            return Optional.of(Problem.limit("eventDataBytes", limits.dataBytes(), "the event's data is too large"));
        }
        if (isTooLong(command.type(), limits) || isTooLong(command.source(), limits)) {
            return Optional.of(Problem.limit(
                    "eventAttributeCharacters", limits.attributeCharacters(), "type or source is too long"));
        }
        return Optional.empty();
    }

    private static boolean isTooLong(Optional<String> attribute, EventLimits limits) {
        return attribute
                .filter(text -> text.length() > limits.attributeCharacters())
                .isPresent();
    }
}
