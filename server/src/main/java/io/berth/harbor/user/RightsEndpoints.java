package io.berth.harbor.user;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.PathId;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.member.EffectiveRights;
import io.berth.identity.right.Rights;
import io.berth.identity.user.Users;
import io.berth.tenant.CurrentRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Beyond Harbor's API: what a user may do at the moment, and why (docs/reference). */
public final class RightsEndpoints {

  private final Users users;
  private final EffectiveRights rights;

  public RightsEndpoints(Users users, EffectiveRights rights) {
    this.users = users;
    this.rights = rights;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    return List.of(Route.get("/users/{id}/rights").asks(access.administrator()).by(this::ofUser));
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record RightsBody(
      boolean active,
      boolean administratorByFlag,
      boolean administratorByGroup,
      List<String> groups,
      List<MembershipBody> memberships) {}

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record MembershipBody(
      long projectId,
      String projectName,
      long roleId,
      @Nullable String roleName,
      @Nullable String groupName,
      int groupType,
      @Nullable String repositoryPattern) {
    static MembershipBody of(Rights.Membership one) {
      return new MembershipBody(
          one.projectId(),
          one.project(),
          one.role(),
          one.customRole(),
          one.group(),
          one.groupType(),
          one.pattern());
    }
  }

  private Response ofUser(Request request) {
    var user =
        PathId.find(request, "id", id -> users.find(CurrentRequest.currentRegistry().id(), id))
            .orElseThrow(
                () ->
                    FaultException.notFound(
                        Fault.Thing.USER, "user " + request.param("id") + " not found"));
    var found = rights.of(user);
    return Response.json(
        200,
        new RightsBody(
            found.active(),
            found.administratorByFlag(),
            found.administratorByGroup(),
            found.groups(),
            found.memberships().stream().map(MembershipBody::of).toList()));
  }
}
