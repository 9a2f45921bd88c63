package io.berth.identity.web;

import io.berth.fault.FaultException;
import io.berth.identity.federation.Groups;
import io.berth.identity.federation.Onboardings;
import io.berth.identity.federation.ProviderUsers;
import io.berth.identity.provider.Provider;
import io.berth.identity.provider.ProviderPerson;
import io.berth.identity.user.DisabledUsers;
import io.berth.identity.user.User;
import io.berth.identity.user.Users;
import io.berth.tenant.RegistryId;
import java.util.Optional;

/** The people of providers: who of them has a user here, and who may come in. */
public final class ProviderAdmission {
  private final Users all;
  private final ProviderUsers users;
  private final Onboardings onboardings;
  private final Groups groups;
  private final DisabledUsers disabled;

  public ProviderAdmission(
      Users all,
      ProviderUsers users,
      Onboardings onboardings,
      Groups groups,
      DisabledUsers disabled) {
    this.all = all;
    this.users = users;
    this.onboardings = onboardings;
    this.groups = groups;
    this.disabled = disabled;
  }

  /** The user of a person, taken over from a former issuer where need be. */
  Optional<User> find(RegistryId registry, Provider provider, ProviderPerson person) {
    return users
        .find(registry, person.issuer(), person.subject())
        .or(() -> users.takeOver(registry, provider, person));
  }

  /** A new user for a person. */
  User onboard(RegistryId registry, ProviderPerson person, String username) {
    return users.onboard(registry, person, username);
  }

  /** Keeps what the provider said of a user now. */
  void signedIn(User user, ProviderPerson person) {
    users.signedIn(user, person);
  }

  /** Lets a user come in as this person too. */
  void link(User user, ProviderPerson person) {
    users.link(user, person);
  }

  /** Whether somebody has the username. */
  boolean taken(RegistryId registry, String username) {
    return users.taken(registry, username);
  }

  /** A username like the wanted one that nobody has, "" for "". */
  String freeName(RegistryId registry, String wanted) {
    return users.freeName(registry, wanted);
  }

  /** Keeps a person who is to choose a username; the ticket that finds them again. */
  String keep(RegistryId registry, ProviderPerson person) {
    return onboardings.open(registry, person);
  }

  /** Who is to choose a username. */
  Optional<ProviderPerson> kept(RegistryId registry, String ticket) {
    return onboardings.find(registry, ticket);
  }

  /** Forgets a person who has a user now. */
  void forget(String ticket) {
    onboardings.close(ticket);
  }

  /** Remembers the groups that the provider named. */
  void seen(RegistryId registry, Provider provider, ProviderPerson person) {
    var settings = provider.settings();
    groups.seen(registry, settings, settings.filtered(person.knownGroups()));
  }

  /** The user of an id, unless gone or disabled. */
  Optional<User> enabled(RegistryId registry, long id) {
    return all.find(registry, id).filter(user -> disabled.reason(registry, id).isEmpty());
  }

  /**
   * Refuses who is in none of the groups that may sign in.
   *
   * @throws FaultException Forbidden
   */
  void admit(Provider provider, ProviderPerson person) {
    var settings = provider.settings();
    if (!settings.admits(person.knownGroups())) {
      throw FaultException.forbidden(
          "only members of "
              + String.join(", ", settings.options().allowedGroups())
              + " may sign in here, and the provider "
              + settings.name()
              + (person.groups() == null
                  ? " says nothing about your groups"
                  : " says you are in none of them"));
    }
  }
}
