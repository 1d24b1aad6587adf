package dev.parley.application.sessions;

import dev.parley.application.delivery.Caller;
import dev.parley.application.lanes.Lane;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.application.sessions.OperationLog.Append;
import dev.parley.application.sessions.OperationLog.Appended;
import dev.parley.application.sessions.OperationLog.Loaded;
import dev.parley.application.sessions.SessionAnswers.Created;
import dev.parley.application.sessions.SessionCommands.Create;
import dev.parley.application.sessions.SessionCommands.JoinRole;
import dev.parley.application.sessions.SessionSlot.Use;
import dev.parley.domain.access.Role;
import dev.parley.domain.access.SessionRights;
import dev.parley.domain.document.DocumentLimits;
import dev.parley.domain.sessions.Change;
import dev.parley.domain.sessions.SessionSettings;
import dev.parley.domain.sessions.SessionState;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import dev.parley.domain.shared.SessionKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `session.create`: version 1, with the document and its owner.
final class Creating {
}
