package io.berth.identity.web;

import io.berth.fault.FaultException;
import io.berth.identity.DisabledUsers;
import io.berth.identity.Groups;
import io.berth.identity.Onboardings;
import io.berth.identity.Provider;
import io.berth.identity.ProviderPerson;
import io.berth.identity.ProviderUsers;
import io.berth.identity.User;
import io.berth.identity.Users;
import io.berth.tenant.RegistryId;
import java.util.Optional;

/** The tables that know the people of providers, and who of them may come in. */
public record ProviderPeople(
    Users all,
    ProviderUsers users,
    Onboardings onboardings,
    Groups groups,
    DisabledUsers disabled) {

  /** The user of a person, taken over from a former issuer where need be. */
  Optional<User> find(RegistryId registry, Provider provider, ProviderPerson person) {
    return users
        .find(registry, person.issuer(), person.subject())
        .or(() -> users.takeOver(registry, provider, person));
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
