package dev.parley.gateway;

import dev.parley.application.access.Authenticator.Identity;
import dev.parley.application.delivery.Ending;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.typing.TypingCommands;
import dev.parley.domain.access.Principal;
import dev.parley.domain.shared.ConnectionId;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import dev.parley.protocol.rpc.Params;
import dev.parley.protocol.rpc.Refusal;
import dev.parley.protocol.rpc.Request;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Lets nothing through before `connect` is answered: what comes earlier is refused, what comes meanwhile waits in a
/// bounded queue and runs or fails with it. One thread: the loop.
final class ConnectGate {
    private final ClientConversation conversation;
    private final Peer peer;
    private final Loop loop;
    private final ClientGateway gateway;
    private final Queue<Gated> waiting = new ArrayDeque<>();
    private boolean connecting;
    private @Nullable Client client;
    private @Nullable TokenLife token;

    ConnectGate(ClientConversation conversation, Peer peer, Loop loop, ClientGateway gateway) {
        this.conversation = conversation;
        this.peer = peer;
        this.loop = loop;
        this.gateway = gateway;
    }

    Optional<Client> client() {
        return Optional.ofNullable(client);
    }

    void pass(Request request, Answer answer) {
        if (request.method().equals("connect")) {
            connect(request.params(), answer);
        } else if (token != null && request.method().equals("refreshToken")) {
            token.refresh(request.params(), answer);
        } else if (client != null) {
            gateway.calls().run(client, request, answer);
        } else if (!connecting) {
            answer.refused(Problem.of(ErrorCode.UNAUTHENTICATED, "send connect first"));
        } else if (waiting.size() < gateway.limits().maxGated()) {
            waiting.add(new Gated(request, answer));
        } else {
            int most = gateway.limits().maxGated();
            answer.refused(Problem.limit("gatedRequests", most, "at most " + most + " requests wait for connect"));
        }
    }

    /// The connection is over.
    void ended() {
        if (token != null) {
            token.end();
        }
    }

    private void connect(Params params, Answer answer) {
        if (client != null || connecting) {
            answer.refused(Problem.of(ErrorCode.CONFLICT, "this connection is connected already"));
            return;
        }
        Wanted wanted;
        try {
            wanted = read(params);
        } catch (Refusal refusal) {
            answer.refused(refusal.problem());
            return;
        }
        connecting = true;
        authenticate(wanted, answer);
    }

    private Wanted read(Params params) {
        params.refuse("state", "is not supported by this server");
        params.refuse("profile", "is not supported by this server");
        Optional<Params> resume = params.optionalObject("resume");
        return new Wanted(
                params.optionalString("token"),
                params.optionalDevice("device")
                        .orElseGet(() -> new DeviceId(gateway.ids().fresh())),
                resume.flatMap(from -> from.optionalId("connection")).map(ConnectionId::new),
                resume.map(TypingCalls::resumed).orElse(new TypingCommands.Resume(List.of())));
    }

    private void authenticate(Wanted wanted, Answer answer) {
        boolean other = wanted.token().isPresent() && !wanted.token().equals(peer.token());
        if (peer.identity().isPresent() && !other) {
            admit(wanted, peer.identity().get(), answer);
        } else if (peer.identity().isPresent() || wanted.token().isEmpty()) {
            refuse(Problem.of(ErrorCode.UNAUTHENTICATED, "the token is missing or not valid"), answer);
        } else {
            gateway.authenticator().authenticate(wanted.token().get(), loop.here(outcome -> {
                switch (outcome) {
                    case Outcome.Done<Identity> done -> admit(wanted, done.value(), answer);
                    case Outcome.Refused<Identity> refused -> refuse(refused.problem(), answer);
                }
            }));
        }
    }

    private void admit(Wanted wanted, Identity identity, Answer answer) {
        if (conversation.isOver()) {
            return;
        }
        long epoch = gateway.ids().nextConnectionEpoch();
        Principal principal =
                new Principal(identity.tenant(), identity.user(), wanted.device(), epoch, identity.grants());
        if (wanted.resumed()
                .filter(old -> gateway.present().isForeign(old, principal))
                .isPresent()) {
            connecting = false;
            answer.refused(Problem.field(
                    ErrorCode.FORBIDDEN, "resume.connection", "that connection is another's; connect without it"));
            refuseWaiting(Problem.of(ErrorCode.UNAUTHENTICATED, "send connect first"));
            return;
        }
        Client admitted =
                new Client(principal, conversation.mailbox(), gateway.pace().bucket());
        client = admitted;
        token = TokenLife.begin(identity, loop, conversation.mailbox(), gateway);
        gateway.present().add(conversation.mailbox().id(), principal);
        gateway.core().connections().opened(admitted.caller(), wanted.typing());
        answer.result(out -> ConnectText.connected(
                out,
                conversation.mailbox().id(),
                principal,
                gateway.hello(),
                gateway.wallClock().millis()));
        for (Gated next = waiting.poll(); next != null; next = waiting.poll()) {
            gateway.calls().run(admitted, next.request(), next.answer());
        }
    }

    private void refuse(Problem problem, Answer answer) {
        answer.refused(problem);
        refuseWaiting(problem);
        conversation.mailbox().end(Ending.BAD_TOKEN);
    }

    private void refuseWaiting(Problem problem) {
        for (Gated next = waiting.poll(); next != null; next = waiting.poll()) {
            next.answer().refused(problem);
        }
    }

    private record Gated(Request request, Answer answer) {}

    /// What `connect` asks for.
    private record Wanted(
            Optional<String> token, DeviceId device, Optional<ConnectionId> resumed, TypingCommands.Resume typing) {}
}
