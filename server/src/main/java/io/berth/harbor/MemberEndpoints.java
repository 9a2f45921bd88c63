package io.berth.harbor;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.identity.Member;
import io.berth.identity.Members;
import io.berth.identity.Role;
import io.berth.identity.User;
import io.berth.tenant.CurrentRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Members of a project. */
final class MemberEndpoints {
  private final Members members;
  private final HarborParts.People people;

  MemberEndpoints(HarborParts parts) {
    this.members = parts.members();
    this.people = parts.people();
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record MemberBody(
      long id,
      long projectId,
      String entityName,
      long entityId,
      String entityType,
      int roleId,
      String roleName) {
    static MemberBody of(Member member) {
      var user = member.userId();
      return new MemberBody(
          member.id(),
          member.projectId(),
          member.name(),
          user == null ? Objects.requireNonNull(member.groupId()) : user,
          user == null ? "g" : "u",
          member.role().id(),
          member.role().word());
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
            .map(MemberBody::of)
            .toList();
    var window = query.window();
    var page = all.stream().skip(window.offset()).limit(window.size()).toList();
    return query.answer(request, page, all.size());
  }

  Response get(Request request) {
    return Response.json(200, MemberBody.of(require(request)));
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record NewMemberBody(@Nullable Integer roleId, @Nullable UserRef memberUser) {
    Role role() {
      try {
        return Role.of(roleId == null ? 0 : roleId);
      } catch (IllegalArgumentException _) {
        throw FaultException.invalid(Fault.Part.BODY, "role_id must be one of 1, 2, 3, 4, 5");
      }
    }
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record UserRef(@Nullable Long userId, @Nullable String username) {}

  Response add(Request request) throws IOException {
    var project = HarborAccess.current(request);
    var body = Json.read(request, NewMemberBody.class);
    var role = body.role();
    var user = user(body.memberUser());
    var id = members.addUser(project.id(), user.id(), role);
    return Response.of(201)
        .header("Location", "/api/v2.0/projects/" + project.id() + "/members/" + id);
  }

  private User user(@Nullable UserRef ref) {
    if (ref == null || (ref.userId() == null && ref.username() == null)) {
      throw FaultException.invalid(
          Fault.Part.BODY, "member_user must name a user by user_id or username");
    }
    var registry = CurrentRequest.currentRegistry().id();
    var id = ref.userId();
    var name = ref.username();
    var found =
        id != null && id != 0
            ? people.users().find(registry, id)
            : people.users().findByUsername(registry, name == null ? "" : name);
    return found.orElseThrow(
        () -> FaultException.notFound(Fault.Thing.USER, "there is no such user"));
  }

  Response update(Request request) throws IOException {
    var member = require(request);
    members.setRole(
        member.projectId(), member.id(), Json.read(request, NewMemberBody.class).role());
    return Response.of(200);
  }

  Response remove(Request request) {
    var member = require(request);
    members.remove(member.projectId(), member.id());
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
