package dev.parley.gateway;

import dev.parley.protocol.rpc.Incoming.Member;
import dev.parley.protocol.rpc.ReplyWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// A JSON-RPC batch at work: each member starts when the one before it is answered; the answers go out as one array,
/// or not at all where all were notifications. One thread: the loop.
final class BatchRun {
    private final Iterator<Member> members;
    private final BiConsumer<Member, Consumer<Optional<byte[]>>> take;
    private final Consumer<Optional<byte[]>> done;
    private final List<byte[]> answers = new ArrayList<>();

    BatchRun(
            List<Member> members,
            BiConsumer<Member, Consumer<Optional<byte[]>>> take,
            Consumer<Optional<byte[]>> done) {
        this.members = members.iterator();
        this.take = take;
        this.done = done;
    }

    void next() {
        if (members.hasNext()) {
            take.accept(members.next(), answer -> {
                answer.ifPresent(answers::add);
                next();
            });
        } else {
            done.accept(answers.isEmpty() ? Optional.empty() : Optional.of(ReplyWriter.batch(answers)));
        }
    }
}
