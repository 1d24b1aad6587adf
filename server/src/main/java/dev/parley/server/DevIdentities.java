package dev.parley.server;

import dev.parley.application.access.Authenticator;
import dev.parley.application.lanes.Outcome;
import dev.parley.application.lanes.Reply;
import dev.parley.domain.access.Grants;
import dev.parley.domain.shared.ErrorCode;
import dev.parley.domain.shared.Grammar;
import dev.parley.domain.shared.TenantId;
import dev.parley.domain.shared.UserId;

/// `dev` only: the token `dev:<name>` signs in that user with every right.
final class DevIdentities implements Authenticator {
    private static final String PREFIX = "dev:";

    @Override
    public void authenticate(String token, Reply<Outcome<Identity>> reply) {
        String name = token.startsWith(PREFIX) ? token.substring(PREFIX.length()) : "";
        reply.accept(
                Grammar.USER.accepts(name)
                        ? new Outcome.Done<>(new Identity(TenantId.DEFAULT, new UserId(name), Grants.ALL))
                        : Outcome.refused(ErrorCode.UNAUTHENTICATED, "the token is missing or not valid"));
    }
}
