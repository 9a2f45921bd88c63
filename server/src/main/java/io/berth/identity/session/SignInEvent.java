package io.berth.identity.session;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A try to sign in.
 *
 * @param id zero before it is kept
 * @param way how the person tried to prove who they are
 * @param reason why it was refused, or what is missing for one that was not, a sentence; null where
 *     there is nothing to say
 * @param provider the alias of the provider, empty for the primary one; null for a local sign-in
 * @param username the name given or chosen; null when none is known yet
 * @param userId null when there is no such user
 * @param groups as the provider named them
 * @param administrator whether the person administers the registry with what is known now
 * @param claims what the provider said, as masked JSON; null for a local sign-in
 */
public record SignInEvent(
    long id,
    Instant at,
    Way way,
    Outcome outcome,
    @Nullable String reason,
    @Nullable String provider,
    @Nullable String issuer,
    @Nullable String subject,
    @Nullable String username,
    @Nullable Long userId,
    List<String> groups,
    boolean administrator,
    @Nullable String claims,
    String address,
    String agent) {

  /** How people sign in. */
  public enum Way {
    /** A password at the sign-in page. */
    PASSWORD,
    /** Through a provider. */
    PROVIDER,
    /** With an account of the control plane, at the control host. */
    ACCOUNT,
    /** A password or secret that a program presents. */
    CREDENTIAL
  }

  /** How it ended. */
  public enum Outcome {
    SUCCEEDED,
    REFUSED,
    /** The provider vouched for the person, who has yet to choose a username. */
    ONBOARDING,
    /** Another way in was added to a user. */
    LINKED
  }
}
