package io.berth.harbor;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.catalog.Project;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.identity.CustomRole;
import io.berth.identity.CustomRoles;
import io.berth.identity.Groups;
import io.berth.identity.HandingOn;
import io.berth.identity.Member;
import io.berth.identity.Members;
import io.berth.identity.Role;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Members of a project. */
public final class MemberEndpoints {

  private final Members members;
  private final CustomRoles roles;
  private final NamedUsers users;
  private final NamedGroups groups;
  private final HandingOn handingOn;

  public MemberEndpoints(
      Members members,
      CustomRoles roles,
      NamedUsers users,
      NamedGroups groups,
      HandingOn handingOn) {
    this.members = members;
    this.roles = roles;
    this.users = users;
    this.groups = groups;
    this.handingOn = handingOn;
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record MemberBody(
      long id,
      long projectId,
      String entityName,
      long entityId,
      String entityType,
      long roleId,
      String roleName,
      @Nullable String repositoryPattern,
      @Nullable String provider,
      @Nullable String providerName) {
    static MemberBody of(Member member, NamedGroups.Owners owners) {
      var user = member.userId();
      return new MemberBody(
          member.id(),
          member.projectId(),
          member.name(),
          user == null ? Objects.requireNonNull(member.groupId()) : user,
          user == null ? "g" : "u",
          member.roleId(),
          member.roleName(),
          member.pattern(),
          owners.alias(member.groupType(), member.issuer()),
          owners.name(member.groupType(), member.issuer()));
    }
  }

  Response list(Request request) {
    var query = HarborQuery.of(request);
    var name = query.text(request, "entityname");
    var all =
        members.list(HarborAccess.current(request).id()).stream()
            .filter(
                member ->
                    name == null
                        || member
                            .name()
                            .toLowerCase(Locale.ROOT)
                            .contains(name.toLowerCase(Locale.ROOT)))
            .toList();
    var owners = groups.owners(registry());
    return query.slice(request, all, member -> MemberBody.of(member, owners));
  }

  Response get(Request request) {
    return Response.json(200, MemberBody.of(require(request), groups.owners(registry())));
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record NewMemberBody(
      @Nullable Long roleId,
      @Nullable String repositoryPattern,
      @Nullable UserRef memberUser,
      @Nullable GroupRef memberGroup) {}

  /** Harbor's role or a custom one, and which repositories it is for (beyond Harbor). */
  private Members.Assignment assignment(NewMemberBody body) {
    var id = body.roleId() == null ? 0 : body.roleId();
    var pattern = body.repositoryPattern() == null ? "" : body.repositoryPattern();
    var custom = roles.find(registry(), CustomRole.idOf(id));
    if (custom.isPresent()) {
      return new Members.Assignment(
          Role.LIMITED_GUEST, custom.get(), pattern.isEmpty() ? null : pattern);
    }
    try {
      return new Members.Assignment(
          Role.of((int) Math.min(id, 1_000)), null, pattern.isEmpty() ? null : pattern);
    } catch (IllegalArgumentException _) {
      throw FaultException.invalid(
          Fault.Part.BODY, "role_id must be one of 1, 2, 3, 4, 5, or a custom role's");
    }
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record UserRef(@Nullable Long userId, @Nullable String username) {}

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record GroupRef(
      @Nullable Long id,
      @Nullable String groupName,
      @Nullable Integer groupType,
      @Nullable String provider) {}

  Response add(Request request) throws IOException {
    var project = HarborAccess.current(request);
    var body = Json.read(request, NewMemberBody.class);
    var role = assignment(body);
    requireHas(request, project, role);
    long id;
    if (body.memberGroup() != null) {
      var group = group(body.memberGroup());
      id = members.addGroup(project.id(), group.id(), role);
      HarborAudit.subject(request, group.name());
    } else {
      var ref = body.memberUser() == null ? new UserRef(null, null) : body.memberUser();
      var user = users.require(registry(), ref.userId(), ref.username());
      id = members.addUser(project.id(), user.id(), role);
      HarborAudit.subject(request, user.username());
    }
    return Response.of(201)
        .header("Location", "/api/v2.0/projects/" + project.id() + "/members/" + id);
  }

  private void requireHas(Request request, Project project, Members.Assignment role) {
    handingOn.requireRole(HarborAccess.known(request), HarborAccess.scope(project), role);
  }

  /** A group by id, or by name and type: one that is not known yet is made. */
  private Groups.Group group(GroupRef ref) {
    var id = ref.id();
    if (id != null && id != 0) {
      return groups
          .find(registry(), id)
          .orElseThrow(
              () -> FaultException.notFound(Fault.Thing.OTHER, "group " + id + " not found"));
    }
    var name = ref.groupName() == null ? "" : ref.groupName();
    if (name.isEmpty()) {
      throw FaultException.invalid(Fault.Part.BODY, "name the group by id or group_name");
    }
    return groups.findOrCreate(registry(), name, ref.groupType(), ref.provider());
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }

  Response update(Request request) throws IOException {
    var member = require(request);
    var role = assignment(Json.read(request, NewMemberBody.class));
    requireHas(request, HarborAccess.current(request), role);
    members.setRole(member.projectId(), member.id(), role);
    HarborAudit.subject(request, member.name());
    return Response.of(200);
  }

  Response remove(Request request) {
    var member = require(request);
    members.remove(member.projectId(), member.id());
    HarborAudit.subject(request, member.name());
    return Response.of(200);
  }

  private Member require(Request request) {
    var id = request.param("member");
    return members.list(HarborAccess.current(request).id()).stream()
        .filter(member -> Long.toString(member.id()).equals(id))
        .findFirst()
        .orElseThrow(
            () -> FaultException.notFound(Fault.Thing.MEMBER, "member " + id + " not found"));
  }
}
