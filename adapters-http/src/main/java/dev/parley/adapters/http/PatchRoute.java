package dev.parley.adapters.http;

import dev.parley.adapters.http.SentBases.Sent;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.access.Principal;
import dev.parley.domain.json.JsonNumber;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Problem;
import dev.parley.domain.shared.SessionId;
import dev.parley.gateway.Gateway;
import dev.parley.gateway.Guest;
import dev.parley.protocol.json.JsonWriter;
import dev.parley.protocol.rpc.Params;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `PATCH /v1/sessions/{session}`: one JSON Patch (RFC 6902, RFC 5789).
///
/// What it was made on is said by `If-Match`, which is then all it may be applied to, or by `?base=`, from which it is
/// carried to the head; else it is the head that it meets. `Idempotency-Key` is the `clientSeq` of the device.
final class PatchRoute implements Door.Room {
    private static final HeaderName KEY = HeaderNames.create("Idempotency-Key");
    private static final Pattern NUMBER = Pattern.compile("\"?([1-9]\\d{0,15})\"?");
    private static final Pattern BASE = Pattern.compile("(?:(\\d{1,18}):)?(\\d{1,18})");

    /// After these the next attempt under the same number meets the head anew.
    private static final Set<ErrorCode> PUT_ANEW = Set.of(ErrorCode.CONFLICT, ErrorCode.PATCH_IN_FLIGHT);

    private final Body body;
    private final Answers answers;
    private final long answerWithinMillis;
    private final Seats seats;
    private final SentBases sentBases = new SentBases();

    PatchRoute(HttpSettings settings) {
        this.body = new Body(settings.maxRequestBytes());
        this.answers = new Answers(settings.retryAfterSeconds());
        this.answerWithinMillis = settings.answerWithinMillis();
        this.seats = new Seats(settings.maxPatches());
    }

    /// What the request asks for, before anything is known of the session.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Asked(
            SessionId session,
            byte[] patch,
            List<String> match,
            Optional<String> base,
            Optional<String> mode,
            Optional<Long> key) {}

    @Override
    public void answer(ServerRequest request, ServerResponse response, Guest guest, Gateway gateway) {
        Asked asked = asked(request, body.read(request, Body.JSON_PATCH));
        Awaiting patience = Awaiting.within(answerWithinMillis);
        if (asked.key().isPresent()) {
            numbered(asked, guest.principal(), new Submission(asked, gateway, patience, response));
        } else {
            unnumbered(guest.principal(), new Submission(asked, gateway, patience, response));
        }
    }

    private Asked asked(ServerRequest request, byte[] patch) {
        Query query = new Query(request);
        Asked asked = new Asked(
                SessionRoutes.session(request),
                patch,
                Fields.of(request, HeaderNames.IF_MATCH),
                query.value("base"),
                query.value("mode"),
                Fields.one(request, KEY).map(PatchRoute::number));
        if (asked.base().isPresent() && !asked.match().isEmpty()) {
            throw Query.invalid("base", "says otherwise than If-Match: send one of them");
        }
        if (asked.base().isPresent() && asked.key().isEmpty()) {
            throw Query.invalid("base", "needs an Idempotency-Key: it is one of a client's own sequence");
        }
        Query.requireJson(patch);
        return asked;
    }

    private static Long number(String key) {
        Matcher number = NUMBER.matcher(key.strip());
        if (!number.matches()) {
            throw Query.invalid("Idempotency-Key", "is the device's clientSeq: an integer from 1");
        }
        return Long.valueOf(number.group(1));
    }

    private void numbered(Asked asked, Principal who, Submission submission) {
        long clientSeq = asked.key().orElseThrow();
        Sent sent = new Sent(who.tenant(), asked.session(), who.client(), clientSeq);
        Tag base = sentBases.find(sent).orElseGet(() -> submission.base(who));
        sentBases.remember(sent, base);
        Outcome<byte[]> outcome = submission.submit(who, base, clientSeq, () -> {});
        if (outcome instanceof Outcome.Refused<byte[]>(Problem problem) && PUT_ANEW.contains(problem.code())) {
            sentBases.forget(sent);
        }
        submission.say(base, outcome);
    }

    /// The seat first and the head after it, so that the seat's last patch lies below what this one is put on.
    private void unnumbered(Principal who, Submission submission) {
        Seats.Seat seat = seats.take()
                .orElseThrow(() -> HttpRefusal.busy(
                        429, "patchesWithoutKey", "too many patches at a time without an Idempotency-Key"));
        Tag base;
        try {
            base = submission.base(who);
        } catch (HttpRefusal refusal) {
            seats.giveBack(seat);
            throw refusal;
        }
        submission.say(base, submission.submit(seat.of(who), base, seat.clientSeq(), () -> seats.giveBack(seat)));
    }

    /// One patch on its way.
    private final class Submission {
        private final Asked asked;
        private final Gateway gateway;
        private final Awaiting patience;
        private final ServerResponse response;

        Submission(Asked asked, Gateway gateway, Awaiting patience, ServerResponse response) {
            this.asked = asked;
            this.gateway = gateway;
            this.patience = patience;
            this.response = response;
        }

        /// What the patch is put on.
        ///
        /// @throws HttpRefusal 412 where that is not what the author saw
        Tag base(Principal who) {
            var read = SessionRoutes.head(asked.session(), who, gateway, patience);
            Tag head = new Tag(read.epoch(), read.version());
            if (!asked.match().isEmpty() && !head.isIn(asked.match(), false)) {
                throw new HttpRefusal(412, moved(head));
            }
            return asked.base().map(base -> named(base, head)).orElse(head);
        }

        private static Tag named(String base, Tag head) {
            Matcher parts = BASE.matcher(base);
            if (!parts.matches()) {
                throw Query.invalid("base", "must be a version, or an epoch and a version");
            }
            long epoch = parts.group(1) == null ? head.epoch() : Long.parseLong(parts.group(1));
            return new Tag(epoch, Long.parseLong(parts.group(2)));
        }

        private static Problem moved(Tag head) {
            return Problem.of(ErrorCode.CONFLICT, "the session is at another version than If-Match says")
                    .with("epoch", JsonNumber.of(head.epoch()))
                    .with("version", JsonNumber.of(head.version()));
        }

        /// @param settled told when the answer is there, however late
        Outcome<byte[]> submit(Principal who, Tag base, long clientSeq, Runnable settled) {
            if (patience.isOver()) {
                settled.run();
                return new Outcome.Refused<>(Awaiting.late());
            }
            Params params = params(base, clientSeq);
            return patience.<Outcome<byte[]>>answer(
                            reply -> gateway.stateless().run(who, "session.patch", params, then(reply, settled)))
                    .orElseGet(() -> new Outcome.Refused<>(Awaiting.late()));
        }

        private static <T> Reply<T> then(Reply<T> reply, Runnable settled) {
            return value -> {
                settled.run();
                reply.accept(value);
            };
        }

        private Params params(Tag base, long clientSeq) {
            JsonWriter out = new JsonWriter(asked.patch().length + 256).object();
            out.name("session").string(asked.session().value());
            out.name("epoch").number(base.epoch());
            out.name("baseVersion").number(base.version());
            out.name("clientSeq").number(clientSeq);
            mode().ifPresent(mode -> out.name("mode").string(mode));
            out.name("patch").raw(asked.patch());
            return Query.params(out.end().toBytes());
        }

        /// Whoever names the version that he means gets that one, whatever comes between the look and the write.
        private Optional<String> mode() {
            return isForAnyVersion() ? asked.mode() : Optional.of("exact");
        }

        private boolean isForAnyVersion() {
            return asked.match().isEmpty() || asked.match().equals(List.of("*"));
        }

        void say(Tag base, Outcome<byte[]> outcome) {
            switch (outcome) {
                case Outcome.Done<byte[]>(byte[] acknowledged) -> {
                    long version = Query.params(acknowledged).integer("version");
                    response.header(HeaderNames.ETAG, new Tag(base.epoch(), version).header());
                    answers.result(response, acknowledged);
                }
                case Outcome.Refused<byte[]>(Problem problem) -> throw new HttpRefusal(status(problem.code()), problem);
            }
        }

        private int status(ErrorCode code) {
            return code == ErrorCode.CONFLICT && !asked.match().isEmpty() ? 412 : Answers.statusOf(code);
        }
    }
}
