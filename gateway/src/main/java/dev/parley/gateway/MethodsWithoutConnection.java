package dev.parley.gateway;

import dev.parley.application.Signals;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.access.Principal;
import dev.parley.domain.shared.Bytes;
import dev.parley.domain.shared.Problem;
import dev.parley.protocol.rpc.Incoming;
import dev.parley.protocol.rpc.Params;
import dev.parley.protocol.rpc.Request;
import java.util.Optional;
import java.util.function.Consumer;

/// The table of methods, for whoever has no connection.
record MethodsWithoutConnection(Calls calls, Pace pace, Signals signals) implements StatelessCalls {
    private static final Optional<Bytes> NO_ID = Optional.empty();

    @Override
    public void answer(Principal by, Incoming.Member member, Consumer<Optional<byte[]>> answer) {
        switch (member) {
            case Incoming.Broken broken -> answer.accept(Optional.of(RpcAnswer.broken(broken, signals)));
            case Incoming.Single(Request request) ->
                calls.run(new StatelessClient(by), request, new RpcAnswer(request.id(), signals, answer));
        }
    }

    @Override
    public Optional<Problem> refusal(Principal by, String method) {
        return pace.refusal(new StatelessClient(by), method);
    }

    @Override
    public void run(Principal by, String method, Params params, Reply<Outcome<byte[]>> reply) {
        calls.run(new StatelessClient(by), new Request(method, NO_ID, params), new BareAnswer(reply));
    }
}
