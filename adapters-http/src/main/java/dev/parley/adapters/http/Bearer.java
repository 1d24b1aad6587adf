package dev.parley.adapters.http;

import dev.parley.application.access.Authenticator;
import dev.parley.application.access.Authenticator.Identity;
import dev.parley.application.lanes.Outcome;
import dev.parley.domain.shared.DeviceId;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Grammar;
import dev.parley.domain.shared.Problem;
import dev.parley.gateway.Guest;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Locale;

/// Who sends a request: by `Authorization: Bearer <token>` (RFC 6750 §2.1), never by anything in the URL, and from
/// which device by `Parley-Device`.
///
/// @param withinMillis for the authenticator
record Bearer(long withinMillis) {
    static final HeaderName DEVICE = HeaderNames.create("Parley-Device");

    /// Of clients that name none.
    private static final DeviceId NO_DEVICE = new DeviceId("http");

    private static final String SCHEME = "bearer ";

    /// @throws HttpRefusal 401 for no token or one that is not accepted, 400 for a device that is none
    Guest guest(ServerRequest request, Authenticator authenticator) {
        return Guest.of(identity(token(request), authenticator), device(request));
    }

    private static String token(ServerRequest request) {
        List<String> sent = Fields.of(request, HeaderNames.AUTHORIZATION);
        boolean bearer =
                sent.size() == 1 && sent.getFirst().toLowerCase(Locale.ROOT).startsWith(SCHEME);
        if (!bearer) {
            throw unauthenticated(Problem.of(ErrorCode.UNAUTHENTICATED, "send Authorization: Bearer and a token"));
        }
        return sent.getFirst().substring(SCHEME.length()).strip();
    }

    private Identity identity(String token, Authenticator authenticator) {
        Outcome<Identity> outcome = Awaiting.within(withinMillis)
                .<Outcome<Identity>>answer(reply -> authenticator.authenticate(token, reply))
                .orElseThrow(() -> new HttpRefusal(503, Awaiting.late("authenticateWithin")));
        return switch (outcome) {
            case Outcome.Done<Identity>(Identity identity) -> identity;
            case Outcome.Refused<Identity>(Problem problem) -> throw unauthenticated(problem);
        };
    }

    private static HttpRefusal unauthenticated(Problem problem) {
        return new HttpRefusal(401, problem);
    }

    private static DeviceId device(ServerRequest request) {
        List<String> sent = Fields.of(request, DEVICE);
        if (sent.isEmpty()) {
            return NO_DEVICE;
        }
        if (sent.size() > 1 || !Grammar.ID.accepts(sent.getFirst())) {
            throw new HttpRefusal(
                    400,
                    Problem.field(
                            ErrorCode.INVALID_ID,
                            "Parley-Device",
                            "Parley-Device must be 1 to 128 of A-Z a-z 0-9 . _ : -"));
        }
        return new DeviceId(sent.getFirst());
    }
}
