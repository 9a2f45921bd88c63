package io.berth.identity.user;

import io.berth.identity.right.TokenScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program on some machine that asks to be let in by a person at a browser (RFC 8628), and what it
 * would get: an access token.
 *
 * @param client what the program calls itself; nobody vouches for it
 * @param device what it calls the machine it runs on, the token's name
 * @param level the kind of work it asks for
 * @param projects the projects it asks for, null for all
 * @param lifetime how long the token would hold
 * @param address where the program asked from
 * @param agent its User-Agent, empty for none
 * @param expiresAt until when somebody may answer
 */
public record DeviceLogin(
    long id,
    String client,
    String device,
    TokenScope.Level level,
    @Nullable List<String> projects,
    Duration lifetime,
    String address,
    String agent,
    Instant expiresAt) {
  public DeviceLogin {
    projects = projects == null ? null : List.copyOf(projects);
  }
}
