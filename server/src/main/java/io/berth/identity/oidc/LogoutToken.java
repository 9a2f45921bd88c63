package io.berth.identity.oidc;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says has ended, after every check.
 *
 * @param subject null when only a session is named
 * @param providerSession null when all sessions of the subject ended
 * @param id unique at the issuer
 * @param expires from when on the token is refused for its age
 */
public record LogoutToken(
    String issuer,
    @Nullable String subject,
    @Nullable String providerSession,
    String id,
    Instant expires) {}
