package io.berth.harbor.retention;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.PathId;
import io.berth.http.message.Request;
import io.berth.identity.member.Actor;
import io.berth.identity.right.Permission;
import io.berth.retention.RetentionPolicies;
import io.berth.retention.RetentionPolicy;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what with policies: by the rights in their project; those of all projects are for
 * administrators of the registry.
 */
final class RetentionAccess {
  private final HarborAccess access;
  private final RetentionPolicies policies;

  RetentionAccess(HarborAccess access, RetentionPolicies policies) {
    this.access = access;
    this.policies = policies;
  }

  /**
   * The name of the project, "" for all projects.
   *
   * @throws FaultException Forbidden, Unauthenticated or NotFound without the right
   */
  String require(Request request, Actor caller, @Nullable Long projectId, Permission permission) {
    if (projectId == null) {
      if (!caller.administrator()) {
        throw FaultException.forbidden(
            "retention in all projects is for administrators of the registry; a project has its"
                + " own");
      }
      return "";
    }
    var project = access.find(registry(), projectId);
    return access
        .require(
            request,
            caller,
            project.isPresent() ? project.get().name() : Long.toString(projectId),
            permission)
        .name();
  }

  /**
   * The policy that the path names.
   *
   * @param missing makes the refusal when there is none, for which Harbor has two words
   */
  RetentionPolicy policy(Request request, Actor caller, Permission permission, Missing missing) {
    var policy =
        PathId.find(request, "retention", id -> policies.find(registry(), id))
            .orElseThrow(() -> missing.refusal());
    require(request, caller, policy.projectId(), permission);
    return policy;
  }

  /** How Harbor answers about a policy that is not there. */
  enum Missing {
    NOT_FOUND,
    BAD_REQUEST;

    FaultException refusal() {
      var message = "no such retention policy";
      return this == NOT_FOUND
          ? FaultException.notFound(Fault.Thing.OTHER, message)
          : FaultException.invalid(Fault.Part.BODY, message);
    }
  }

  static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }
}
