package io.berth.harbor.project;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.BodyText;
import io.berth.harbor.request.GroupResolver;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborPaths;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.request.InProject;
import io.berth.harbor.request.NamedUsers;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.federation.Groups;
import io.berth.identity.member.Actor;
import io.berth.identity.member.EscalationCheck;
import io.berth.identity.member.Member;
import io.berth.identity.member.Members;
import io.berth.identity.right.CustomRole;
import io.berth.identity.right.CustomRoles;
import io.berth.identity.right.Permission;
import io.berth.identity.right.ProjectScope;
import io.berth.identity.right.Role;
import io.berth.identity.user.User;
import io.berth.listing.Term;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Members of a project. */
public final class MemberEndpoints {

  private final Members members;
  private final CustomRoles roles;
  private final NamedUsers users;
  private final GroupResolver groups;
  private final EscalationCheck handingOn;

  public MemberEndpoints(
      Members members,
      CustomRoles roles,
      NamedUsers users,
      GroupResolver groups,
      EscalationCheck handingOn) {
    this.members = members;
    this.roles = roles;
    this.users = users;
    this.groups = groups;
    this.handingOn = handingOn;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    var all = HarborPaths.PROJECT + "/members";
    var one = all + "/{member}";
    return List.of(
        Route.get(all).asks(access.project(Permission.MEMBER_LIST)).by(this::list),
        Route.post(all)
            .asks(access.project(Permission.MEMBER_CREATE))
            .audited(audit.inProject("create", "member"))
            .by(this::add),
        Route.get(one).asks(access.project(Permission.MEMBER_READ)).by(this::get),
        Route.put(one)
            .asks(access.project(Permission.MEMBER_UPDATE))
            .audited(audit.inProject("update", "member"))
            .by(this::update),
        Route.delete(one)
            .asks(access.project(Permission.MEMBER_DELETE))
            .audited(audit.inProject("delete", "member"))
            .by(this::remove));
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
    static MemberBody of(Member member, GroupResolver.Owners owners) {
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

  Response list(Request request, InProject place) {
    var query = HarborQuery.paged(request);
    var name = HarborQuery.parameter(request, "entityname");
    var asked =
        name == null ? query.asked() : query.asked().with("entity_name", new Term.Exact(name));
    var owners = groups.owners(registry());
    return query.answer(
        request,
        members.list(place.project().id(), asked).each(member -> MemberBody.of(member, owners)));
  }

  Response get(Request request, InProject place) {
    return Response.json(200, MemberBody.of(require(request, place), groups.owners(registry())));
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
    var pattern = BodyText.of(body.repositoryPattern());
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
  private record UserRef(@Nullable Long userId, @Nullable String username) {
    static final UserRef NOBODY = new UserRef(null, null);

    boolean hasId() {
      return userId != null && userId != 0;
    }

    boolean hasName() {
      return !BodyText.of(username).isEmpty();
    }
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record GroupRef(
      @Nullable Long id,
      @Nullable String groupName,
      @Nullable Integer groupType,
      @Nullable String ldapGroupDn,
      @Nullable String provider) {
    static final GroupRef NONE = new GroupRef(null, null, null, null, null);

    boolean hasId() {
      return id != null && id != 0;
    }
  }

  /** Go's clients write an empty object for the one of user and group that is not meant. */
  Response add(Request request, InProject place) throws IOException {
    var body = Json.readOrEmpty(request, NewMemberBody.class);
    var user = body.memberUser() == null ? UserRef.NOBODY : body.memberUser();
    var group = body.memberGroup() == null ? GroupRef.NONE : body.memberGroup();
    return user.hasId() || (user.hasName() && !group.hasId())
        ? addUser(request, place, users.require(registry(), user.userId(), user.username()), body)
        : addGroup(request, place, group(group), body);
  }

  private Response addUser(Request request, InProject place, User user, NewMemberBody body) {
    var role = assignment(body);
    requireHas(place, role);
    var id = members.addUser(place.project().id(), user.id(), role);
    return added(request, id).about(user.username());
  }

  private Response addGroup(
      Request request, InProject place, Groups.Group group, NewMemberBody body) {
    var role = assignment(body);
    requireHas(place, role);
    var id = members.addGroup(place.project().id(), group.id(), role);
    return added(request, id).about(group.name());
  }

  /** The project is called as the request calls it. */
  private static Response added(Request request, long id) {
    return Response.of(201)
        .header("Location", "/api/v2.0/projects/" + request.param("project") + "/members/" + id);
  }

  private void requireHas(InProject place, Members.Assignment role) {
    handingOn.requireRole(place.actor(), ProjectScope.of(place.project()), role);
  }

  /** A group by id, or by name and type: one that a provider may have is made. */
  private Groups.Group group(GroupRef ref) {
    var id = ref.id();
    if (id != null && id != 0) {
      return groups
          .find(registry(), id)
          .orElseThrow(
              () -> FaultException.invalid(Fault.Part.BODY, "group " + id + " does not exist"));
    }
    // Harbor calls a group that is named as in LDAP so, at whatever provider.
    var inLdap = BodyText.of(ref.ldapGroupDn());
    var name = inLdap.isEmpty() ? BodyText.of(ref.groupName()) : inLdap;
    if (name.isEmpty()) {
      throw FaultException.invalid(
          Fault.Part.BODY, "name a user by user_id or username, or a group by id or group_name");
    }
    return groups.findOrCreate(registry(), name, ref.groupType(), ref.provider());
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }

  Response update(Request request, InProject place) throws IOException {
    var member = require(request, place);
    var role = assignment(Json.readOrEmpty(request, NewMemberBody.class));
    requireHas(place, role);
    members.setRole(member.projectId(), member.id(), role);
    return Response.of(200).about(member.name());
  }

  /** One that is not there is as good as removed, as in Harbor. */
  Response remove(Request request, InProject place) {
    var member = find(request, place);
    if (member.isEmpty()) {
      return Response.of(200);
    }
    members.remove(member.get().projectId(), member.get().id());
    return Response.of(200).about(member.get().name());
  }

  private Member require(Request request, InProject place) {
    return find(request, place)
        .orElseThrow(
            () ->
                FaultException.notFound(
                    Fault.Thing.MEMBER, "member " + request.param("member") + " not found"));
  }

  private Optional<Member> find(Request request, InProject place) {
    var id = request.param("member");
    return members.list(place.project().id()).stream()
        .filter(member -> Long.toString(member.id()).equals(id))
        .findFirst();
  }
}
