package io.berth.server.wiring;

import io.berth.identity.AccessPolicy;
import io.berth.identity.AccountUsers;
import io.berth.identity.EffectiveRights;
import io.berth.identity.HandingOn;
import io.berth.identity.Persons;
import io.berth.identity.ProjectScopes;
import io.berth.identity.VisibleProjects;
import io.berth.sql.Database;

/** Who may do what in a registry. */
public final class RightsModule {
  public final ProjectScopes projects;
  public final Persons persons;
  public final AccessPolicy policy;
  public final EffectiveRights effectiveRights;
  public final HandingOn handingOn;
  public final VisibleProjects visibleProjects;

  /**
   * @param accounts the accounts of the control plane that sign in to registries
   */
  public RightsModule(
      Database database, IdentityStores stores, AccountUsers accounts, ProjectScopes projects) {
    this.projects = projects;
    persons = new Persons(database, accounts);
    policy = new AccessPolicy(stores.members, stores.settings);
    effectiveRights = new EffectiveRights(database, persons);
    handingOn = new HandingOn(policy, projects, stores.members);
    visibleProjects = new VisibleProjects(projects, policy);
  }
}
