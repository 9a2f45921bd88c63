package io.berth.harbor;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.http.Route;
import io.berth.identity.Actor;
import io.berth.identity.EffectiveRights;
import io.berth.identity.Rights;
import io.berth.identity.Users;
import io.berth.tenant.CurrentRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Beyond Harbor's API: what a user may do at the moment, and why (docs/reference). */
public final class RightsEndpoint {

  private final Users users;
  private final EffectiveRights rights;

  public RightsEndpoint(Users users, EffectiveRights rights) {
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
