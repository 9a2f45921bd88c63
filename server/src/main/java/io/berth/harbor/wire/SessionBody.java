package io.berth.harbor.wire;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.identity.user.Session;
import io.berth.identity.user.User;

/**
 * A browser that a user is signed in with.
 *
 * @param current whether it is the one that asks
 * @param way "oidc" or "password"
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record SessionBody(
    String id,
    boolean current,
    String way,
    String address,
    String agent,
    String creationTime,
    String lastSeenTime,
    String expirationTime) {

  public static SessionBody of(Session session, boolean isCurrent) {
    return new SessionBody(
        session.id(),
        isCurrent,
        session.origin() == User.Origin.PROVIDER ? "oidc" : "password",
        session.address(),
        session.agent(),
        Timestamp.of(session.createdAt()),
        Timestamp.of(session.lastSeenAt()),
        Timestamp.of(session.expiresAt()));
  }
}
