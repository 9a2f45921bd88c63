package io.berth.harbor.user;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.BodyText;
import io.berth.harbor.request.GroupResolver;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.request.NamedUsers;
import io.berth.harbor.request.PathId;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.federation.Groups;
import io.berth.identity.member.Actor;
import io.berth.identity.member.EscalationCheck;
import io.berth.identity.right.SystemPermission;
import io.berth.identity.user.User;
import io.berth.identity.user.Users;
import io.berth.listing.Term;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Groups of users: the providers', and local ones with members (beyond Harbor). */
public final class GroupEndpoints {
  private static final int LONGEST_DN = 1024;

  private final Groups groups;
  private final GroupResolver named;
  private final Users users;
  private final NamedUsers namedUsers;
  private final EscalationCheck handingOn;

  public GroupEndpoints(
      Groups groups,
      GroupResolver named,
      Users users,
      NamedUsers namedUsers,
      EscalationCheck handingOn) {
    this.groups = groups;
    this.named = named;
    this.users = users;
    this.namedUsers = namedUsers;
    this.handingOn = handingOn;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    var all = "/usergroups";
    var one = all + "/{group}";
    var read = access.system(SystemPermission.USER_GROUP_READ);
    var update = access.system(SystemPermission.USER_GROUP_UPDATE);
    return List.of(
        Route.get(all).asks(access.system(SystemPermission.USER_GROUP_LIST)).by(this::list),
        Route.post(all)
            .asks(access.system(SystemPermission.USER_GROUP_CREATE))
            .audited(audit.of("create", "group"))
            .by(this::create),
        Route.get(all + "/search")
            .asks(access.seeker(SystemPermission.USER_GROUP_LIST))
            .by(this::search)
            .after(HarborQuery.requiring("groupname")),
        Route.get(one).asks(read).by(this::get),
        Route.put(one).asks(update).audited(audit.of("update", "group")).by(this::update),
        Route.delete(one)
            .asks(access.system(SystemPermission.USER_GROUP_DELETE))
            .audited(audit.of("delete", "group"))
            .by(this::delete),
        Route.get(one + "/members").asks(read).by(this::members),
        Route.post(one + "/members")
            .asks(update)
            .audited(audit.of("update", "group"))
            .by(this::addMember),
        Route.delete(one + "/members/{user}")
            .asks(update)
            .audited(audit.of("update", "group"))
            .by(this::removeMember));
  }

  /**
   * UserGroup; there is no LDAP here, and its name for a group is only kept.
   *
   * @param provider the alias of the provider whose group it is; null for a local group, and for
   *     one whose provider is not here
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record GroupBody(
      long id,
      String groupName,
      int groupType,
      String ldapGroupDn,
      @Nullable String provider,
      @Nullable String providerName) {
    static GroupBody of(Groups.Group group, GroupResolver.Owners owners) {
      return new GroupBody(
          group.id(),
          group.name(),
          group.type(),
          group.ldapGroupDn(),
          owners.alias(group.type(), group.issuer()),
          owners.name(group.type(), group.issuer()));
    }
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record Found(
      long id,
      String groupName,
      int groupType,
      @Nullable String provider,
      @Nullable String providerName) {}

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record GroupInput(
      @Nullable String groupName,
      @Nullable Integer groupType,
      @Nullable String ldapGroupDn,
      @Nullable String provider) {}

  Response list(Request request) {
    var query = HarborQuery.sorted(request);
    var part = HarborQuery.parameter(request, "group_name");
    var owners = named.owners(registry());
    return query.answer(
        request,
        groups
            .lists()
            .list(
                registry(),
                part == null
                    ? query.asked()
                    : query.asked().with("group_name", new Term.Fuzzy(part)))
            .each(group -> GroupBody.of(group, owners)));
  }

  /** For whoever gives roles: groups of a provider that is not here are nobody's. */
  Response search(Request request) {
    var part = HarborQuery.required(request, "groupname");
    var query = HarborQuery.paged(request);
    var owners = named.owners(registry());
    return query.answer(
        request,
        groups
            .lists()
            .search(registry(), owners.issuers(), part, query.asked())
            .each(
                group ->
                    new Found(
                        group.id(),
                        group.name(),
                        group.type(),
                        owners.alias(group.type(), group.issuer()),
                        owners.name(group.type(), group.issuer()))));
  }

  Response create(Request request) throws IOException {
    var body = Json.readOrEmpty(request, GroupInput.class);
    var name = BodyText.of(body.groupName());
    var group =
        named.create(
            registry(),
            name,
            body.groupType(),
            body.provider(),
            BodyText.of(body.ldapGroupDn(), "ldap_group_dn", LONGEST_DN)
                .strip()
                .toLowerCase(Locale.ROOT));
    return Response.of(201).header("Location", "/api/v2.0/usergroups/" + group.id()).about(name);
  }

  Response get(Request request) {
    return Response.json(200, GroupBody.of(require(request), named.owners(registry())));
  }

  Response update(Request request, Actor caller) throws IOException {
    var name = BodyText.of(Json.readOrEmpty(request, GroupInput.class).groupName());
    Groups.check(name);
    var group = require(request);
    requireHas(caller, group);
    groups.rename(registry(), group.id(), name);
    return Response.of(200).about(group.name());
  }

  /** One that is not there is as good as deleted, as in Harbor. */
  Response delete(Request request) {
    var group = find(request);
    if (group.isEmpty()) {
      return Response.of(200);
    }
    groups.delete(registry(), group.get().id());
    return Response.of(200).about(group.get().name());
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record MemberBody(long userId, String username) {
    static MemberBody of(User user) {
      return new MemberBody(user.id(), user.username());
    }
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record MemberInput(@Nullable Long userId, @Nullable String username) {}

  Response members(Request request) {
    var query = HarborQuery.paged(request);
    return query.answer(
        request, groups.lists().members(require(request), query.asked()).each(MemberBody::of));
  }

  Response addMember(Request request, Actor caller) throws IOException {
    var group = require(request);
    requireHas(caller, group);
    var body = Json.read(request, MemberInput.class);
    var user = namedUsers.require(registry(), body.userId(), body.username());
    groups.addMember(group, user);
    return Response.of(201)
        .header("Location", "/api/v2.0/usergroups/" + group.id() + "/members/" + user.id())
        .about(group.name());
  }

  Response removeMember(Request request) {
    var group = require(request);
    var user = PathId.find(request, "user", id -> users.find(registry(), id));
    if (user.isEmpty() || !groups.removeMember(group, user.get().id())) {
      throw FaultException.notFound(
          Fault.Thing.MEMBER, "user " + request.param("user") + " is not in this group");
    }
    return Response.of(200).about(group.name());
  }

  /** Whoever decides who is in a group hands its roles on. */
  private void requireHas(Actor caller, Groups.Group group) {
    handingOn.requireGroup(caller, registry(), group.id());
  }

  private Optional<Groups.Group> find(Request request) {
    return PathId.find(request, "group", id -> groups.find(registry(), id));
  }

  private Groups.Group require(Request request) {
    return find(request)
        .orElseThrow(
            () ->
                FaultException.notFound(
                    Fault.Thing.OTHER, "group " + request.param("group") + " not found"));
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }
}
