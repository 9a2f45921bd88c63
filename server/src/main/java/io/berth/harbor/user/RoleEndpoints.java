package io.berth.harbor.user;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.request.PathId;
import io.berth.harbor.wire.Timestamp;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.right.CustomRole;
import io.berth.identity.right.CustomRoles;
import io.berth.identity.right.Permission;
import io.berth.identity.right.Role;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Roles: Harbor's five, and those that the registry made for itself (beyond Harbor). */
public final class RoleEndpoints {
  private final CustomRoles roles;

  public RoleEndpoints(CustomRoles roles) {
    this.roles = roles;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    var known = access.signedIn();
    var admin = access.administrator();
    var one = "/roles/{role}";
    return List.of(
        Route.get("/roles").asks(known).by(this::list),
        Route.post("/roles").asks(admin).audited(audit.of("create", "role")).by(this::create),
        Route.get(one).asks(known).by(this::get),
        Route.put(one).asks(admin).audited(audit.of("update", "role")).by(this::update),
        Route.delete(one).asks(admin).audited(audit.of("delete", "role")).by(this::delete));
  }

  private record Word(String resource, String action) {
    static List<Word> of(Collection<Permission> permissions) {
      return permissions.stream()
          .sorted(Comparator.naturalOrder())
          .map(permission -> new Word(permission.resource(), permission.action()))
          .toList();
    }
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record RoleBody(
      long roleId,
      String roleName,
      String description,
      boolean builtIn,
      List<Word> permissions,
      @Nullable String creationTime,
      @Nullable String updateTime) {
    static RoleBody of(Role role) {
      return new RoleBody(
          role.id(), role.word(), "", true, Word.of(role.permissions()), null, null);
    }

    static RoleBody of(CustomRole role) {
      return new RoleBody(
          role.roleId(),
          role.name(),
          role.description(),
          false,
          Word.of(role.permissions()),
          Timestamp.of(role.createdAt()),
          Timestamp.of(role.updatedAt()));
    }
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record RoleInput(
      @Nullable String roleName, @Nullable String description, @Nullable List<Word> permissions) {

    Set<Permission> checked() {
      var all = EnumSet.of(Permission.PROJECT_READ, Permission.REPOSITORY_LIST);
      for (var word : permissions == null ? List.<Word>of() : permissions) {
        all.add(
            Permission.of(word.resource(), word.action())
                .orElseThrow(
                    () ->
                        FaultException.invalid(
                            Fault.Part.BODY,
                            "there is no permission " + word.resource() + ":" + word.action())));
      }
      return all;
    }
  }

  Response list(Request request) {
    var all = new ArrayList<RoleBody>();
    for (var role : Role.values()) {
      all.add(RoleBody.of(role));
    }
    roles.list(registry()).forEach(role -> all.add(RoleBody.of(role)));
    var query = HarborQuery.paged(request);
    return query.answer(request, query.slice(all));
  }

  Response get(Request request) {
    for (var role : Role.values()) {
      if (Integer.toString(role.id()).equals(request.param("role"))) {
        return Response.json(200, RoleBody.of(role));
      }
    }
    return Response.json(200, RoleBody.of(require(request)));
  }

  Response create(Request request) throws IOException {
    var body = Json.read(request, RoleInput.class);
    var role =
        roles.create(registry(), text(body.roleName()), text(body.description()), body.checked());
    return Response.of(201)
        .header("Location", "/api/v2.0/roles/" + role.roleId())
        .about(role.name());
  }

  Response update(Request request) throws IOException {
    var role = require(request);
    var body = Json.read(request, RoleInput.class);
    roles.update(
        registry(),
        role,
        body.roleName() == null ? role.name() : body.roleName(),
        body.description() == null ? role.description() : body.description(),
        body.permissions() == null ? role.permissions() : body.checked());
    return Response.of(200).about(role.name());
  }

  Response delete(Request request) {
    var role = require(request);
    roles.delete(registry(), role);
    return Response.of(200).about(role.name());
  }

  private CustomRole require(Request request) {
    return PathId.find(request, "role", id -> roles.find(registry(), CustomRole.idOf(id)))
        .orElseThrow(
            () ->
                FaultException.notFound(
                    Fault.Thing.OTHER,
                    "there is no custom role " + request.param("role") + " to change"));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }
}
