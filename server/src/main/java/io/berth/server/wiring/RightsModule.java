package io.berth.server.wiring;

import io.berth.identity.member.AccessPolicy;
import io.berth.identity.member.ActorLoader;
import io.berth.identity.member.EffectiveRights;
import io.berth.identity.member.EscalationCheck;
import io.berth.identity.member.VisibleProjects;
import io.berth.identity.right.ProjectScopes;
import io.berth.identity.user.AccountUsers;
import io.berth.sql.Database;

/** Who may do what in a registry. */
public final class RightsModule {
  final ProjectScopes projects;
  public final ActorLoader persons;
  final AccessPolicy policy;
  final EffectiveRights effectiveRights;
  final EscalationCheck handingOn;
  final VisibleProjects visibleProjects;

  /**
   * @param accounts the accounts of the control plane that sign in to registries
   */
  public RightsModule(
      Database database, IdentityStores stores, AccountUsers accounts, ProjectScopes projects) {
    this.projects = projects;
    persons = new ActorLoader(database, accounts);
    policy = new AccessPolicy(stores.members, stores.settings);
    effectiveRights = new EffectiveRights(database, persons);
    handingOn = new EscalationCheck(policy, projects, stores.members);
    visibleProjects = new VisibleProjects(projects, policy);
  }
}
