package dev.parley.adapters.http;

import dev.parley.domain.access.Principal;
import dev.parley.gateway.Gateway;
import dev.parley.gateway.Guest;
import dev.parley.protocol.rpc.Params;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/// `/v1/events`: publish, and a page of the past.
final class EventRoutes {
    private final Body body;
    private final Answers answers;
    private final long answerWithinMillis;

    EventRoutes(HttpSettings settings) {
        this.body = new Body(settings.maxRequestBytes());
        this.answers = new Answers(settings.retryAfterSeconds());
        this.answerWithinMillis = settings.answerWithinMillis();
    }

    /// `POST`: the body has the params of `events.publish`.
    void publish(ServerRequest request, ServerResponse response, Guest guest, Gateway gateway) {
        Params params = Query.params(body.read(request, Body.JSON));
        answer(response, guest.principal(), gateway, "events.publish", params);
    }

    /// `GET`: the query has the params of `events.history`.
    void page(ServerRequest request, ServerResponse response, Guest guest, Gateway gateway) {
        answer(response, guest.principal(), gateway, "events.history", new Query(request).events(Optional.empty()));
    }

    private void answer(ServerResponse response, Principal who, Gateway gateway, String method, Params params) {
        byte[] result = Awaiting.within(answerWithinMillis)
                .<byte[]>result(reply -> gateway.stateless().run(who, method, params, reply));
        answers.result(response, result);
    }
}
