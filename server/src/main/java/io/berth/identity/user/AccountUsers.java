package io.berth.identity.user;

import io.berth.tenant.Registry;
import io.berth.tenant.RegistryId;
import java.util.Optional;

/**
 * The accounts of the control plane, for registries whose owner lets them sign in (IAM). An account
 * that signed in has a user of {@link User.Origin#ACCOUNT} in the registry; its password and its
 * rights stay with the control plane and are asked for anew each time.
 */
public interface AccountUsers {
  /**
   * The user of an account in a registry, made when it is there for the first time; empty when
   * accounts do not sign in to the registry, the password is wrong, or the account has no part in
   * the registry's project.
   */
  Optional<User> signIn(RegistryId registry, String name, String password);

  /** Whether accounts sign in to the registry. */
  boolean signInHere(RegistryId registry);

  /**
   * The user of an account that proved itself, made when it is there for the first time; empty when
   * accounts do not sign in to the registry or this one has no part in the registry's project.
   *
   * @param account its id
   */
  Optional<User> user(RegistryId registry, long account);

  /**
   * The URL at the control host where an account proves itself, without query.
   *
   * @param secure whether the browser came over HTTPS
   */
  String signInPage(boolean secure);

  /**
   * Under which scheme and authority accounts sign in to a registry: the one that the browser asked
   * at when that is a name of this server, the registry's generated host otherwise. A domain of the
   * registry's owner may belong to somebody else tomorrow.
   *
   * @param place where the browser asked
   * @param secure whether it came over HTTPS
   */
  String home(Registry registry, String place, boolean secure);

  /** Whether an account's user is an administrator now; empty when it may not come in any more. */
  Optional<Boolean> administrator(User user);
}
