package dev.parley.adapters.http;

import dev.parley.application.delivery.Caller;
import dev.parley.application.sessions.SessionAnswers;
import dev.parley.domain.access.Principal;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Grammar;
import dev.parley.domain.shared.Problem;
import dev.parley.domain.shared.SessionId;
import dev.parley.gateway.Gateway;
import dev.parley.gateway.Guest;
import dev.parley.gateway.SessionAnswerText;
import dev.parley.protocol.json.JsonWriter;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// `GET /v1/sessions/{session}`: the durable document. Its entity tag is epoch and version, so a reader who has the
/// version already is told so and nothing else.
final class SessionRoutes {
    private final Answers answers;
    private final long answerWithinMillis;

    SessionRoutes(HttpSettings settings) {
        this.answers = new Answers(settings.retryAfterSeconds());
        this.answerWithinMillis = settings.answerWithinMillis();
    }

    void read(ServerRequest request, ServerResponse response, Guest guest, Gateway gateway) {
        SessionAnswers.Read head =
                head(session(request), guest.principal(), gateway, Awaiting.within(answerWithinMillis));
        Tag tag = new Tag(head.epoch(), head.version());
        // Kept by the reader alone, who asks each time whether it is still the one.
        response.header(HeaderNames.CACHE_CONTROL, "private, no-cache").header(HeaderNames.ETAG, tag.header());
        response.header(HeaderNames.VARY, "Authorization, Origin");
        if (tag.isIn(Fields.of(request, HeaderNames.IF_NONE_MATCH), true)) {
            response.status(Status.NOT_MODIFIED_304).send();
        } else {
            JsonWriter body = new JsonWriter();
            SessionAnswerText.read(body, head);
            answers.result(response, body.toBytes());
        }
    }

    /// Reads what is there; a call like any other.
    ///
    /// @throws HttpRefusal where it is refused
    static SessionAnswers.Read head(SessionId session, Principal who, Gateway gateway, Awaiting patience) {
        gateway.stateless().refusal(who, "session.get").ifPresent(tooFast -> {
            throw new HttpRefusal(Answers.statusOf(tooFast.code()), tooFast);
        });
        return patience.result(reply -> gateway.core().sessions().get(new Caller.Stateless(who), session, reply));
    }

    static SessionId session(ServerRequest request) {
        String name = request.path().pathParameters().get("session");
        if (!Grammar.ID.accepts(name)) {
            throw new HttpRefusal(
                    400,
                    Problem.field(ErrorCode.INVALID_ID, "session", "session must be 1 to 128 of A-Z a-z 0-9 . _ : -"));
        }
        return new SessionId(name);
    }
}
