package dev.parley.adapters.http;

import dev.parley.application.lanes.Reply;
import dev.parley.domain.access.Principal;
import dev.parley.gateway.Gateway;
import dev.parley.gateway.Guest;
import dev.parley.protocol.rpc.Incoming;
import dev.parley.protocol.rpc.ReplyWriter;
import dev.parley.protocol.rpc.RequestReader;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `POST /v1/rpc`: the same messages as over a connection, one per request. Errors of calls are answered 200, as
/// JSON-RPC has its own; only what is no call at all is an HTTP error.
final class RpcRoute implements Door.Room {
    private final Body body;
    private final Answers answers;
    private final long answerWithinMillis;

    RpcRoute(HttpSettings settings) {
        this.body = new Body(settings.maxRequestBytes());
        this.answers = new Answers(settings.retryAfterSeconds());
        this.answerWithinMillis = settings.answerWithinMillis();
    }

    @Override
    public void answer(ServerRequest request, ServerResponse response, Guest guest, Gateway gateway) {
        Incoming message = RequestReader.read(ByteBuffer.wrap(body.read(request, Body.JSON)));
        Calling calling = new Calling(guest.principal(), gateway, Awaiting.within(answerWithinMillis));
        calling.all(message)
                .ifPresentOrElse(
                        answer -> answers.result(response, answer),
                        () -> response.status(Status.NO_CONTENT_204).send());
    }

    /// One message at work. Each member of a batch starts when the one before it is answered.
    private record Calling(Principal who, Gateway gateway, Awaiting patience) {
        Optional<byte[]> all(Incoming message) {
            return switch (message) {
                case Incoming.Member alone -> one(alone);
                case Incoming.Batch batch -> batch(batch.members());
            };
        }

        private Optional<byte[]> batch(List<Incoming.Member> members) {
            List<byte[]> answered = new ArrayList<>();
            members.forEach(member -> one(member).ifPresent(answered::add));
            return answered.isEmpty() ? Optional.empty() : Optional.of(ReplyWriter.batch(answered));
        }

        private Optional<byte[]> one(Incoming.Member member) {
            return patience.answer((Reply<Optional<byte[]>> reply) ->
                            gateway.stateless().answer(who, member, reply::accept))
                    .orElseGet(() -> late(member));
        }

        private Optional<byte[]> late(Incoming.Member member) {
            gateway.limitHit("answerWithin");
            return switch (member) {
                case Incoming.Broken broken -> Optional.of(ReplyWriter.error(broken.id(), broken.problem()));
                case Incoming.Single single -> single.request().id().map(id -> ReplyWriter.error(id, Awaiting.late()));
            };
        }
    }
}
