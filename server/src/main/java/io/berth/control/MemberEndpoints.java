package io.berth.control;

import io.berth.control.schema.Operation;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /cloud/project/{serviceName}/member}: who belongs to a project, and as what. */
final class MemberEndpoints {
  private static final String ACTION = Role.PREFIX + "member/";

  private final Accounts accounts;
  private final ProjectMembers members;

  MemberEndpoints(Accounts accounts, ProjectMembers members) {
    this.accounts = accounts;
    this.members = members;
  }

  private record View(String account, String email, String role, @Nullable String createdAt) {
    static View of(ProjectMembers.Member member) {
      return new View(
          member.account(), member.email(), member.role().word(), Times.text(member.createdAt()));
    }
  }

  List<Operation<ControlCall>> operations(ControlAccess access) {
    var all = "/cloud/project/{serviceName}/member";
    var one = all + "/{account}";
    return List.of(
        Operation.get(all, "List the members of a project")
            .asks(access.project(ACTION + "get"))
            .answers(WaysInModels.MEMBER.list())
            .beta()
            .by(this::list),
        Operation.post(all, "Make an account a member of a project")
            .asks(access.project(ACTION + "create"))
            .takes(WaysInModels.MEMBER_CREATION)
            .answers(WaysInModels.MEMBER)
            .beta()
            .by(this::create),
        Operation.get(one, "Get a member of a project")
            .asks(access.project(ACTION + "get"))
            .answers(WaysInModels.MEMBER)
            .beta()
            .by(this::get),
        Operation.put(one, "Give a member another role")
            .asks(access.project(ACTION + "edit"))
            .takes(WaysInModels.MEMBER)
            .beta()
            .by(this::edit),
        Operation.delete(one, "End a membership")
            .asks(access.project(ACTION + "delete"))
            .beta()
            .by(this::remove));
  }

  private Response list(Request request, InCloudProject found) {
    return Response.json(200, members.list(found.project()).stream().map(View::of).toList());
  }

  private Response get(Request request, InCloudProject found) {
    return Response.json(200, View.of(require(found.project(), request.param("account"))));
  }

  private Response create(Request request, InCloudProject found) throws IOException {
    var project = found.project();
    var fields = Fields.of(Json.tree(request));
    var account = account(fields.required("account"));
    members.put(project, account, role(fields));
    return Response.json(200, View.of(require(project, account.name())));
  }

  private Response edit(Request request, InCloudProject found) throws IOException {
    var project = found.project();
    var member = require(project, request.param("account"));
    members.put(project, account(member.account()), role(Fields.of(Json.tree(request))));
    return Response.json(200, null);
  }

  private Response remove(Request request, InCloudProject found) {
    var project = found.project();
    var member = require(project, request.param("account"));
    members.remove(project, account(member.account()));
    return Response.json(200, null);
  }

  private static Role role(Fields fields) {
    return Role.of(fields.required("role"))
        .orElseThrow(() -> Fields.invalid("role must be owner, operator or viewer"));
  }

  private Account account(String name) {
    return accounts
        .findByName(name)
        .orElseThrow(
            () -> FaultException.notFound(Fault.Thing.OTHER, "There is no account " + name));
  }

  private ProjectMembers.Member require(CloudProject project, String account) {
    return members.list(project).stream()
        .filter(member -> member.account().equals(account))
        .findFirst()
        .orElseThrow(
            () ->
                FaultException.notFound(
                    Fault.Thing.MEMBER, "This project has no member " + account));
  }
}
