package io.berth.control.api.project;

import static io.berth.control.schema.Doc.Format.DATETIME;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.berth.control.account.Account;
import io.berth.control.account.Accounts;
import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.call.InCloudProject;
import io.berth.control.project.CloudProject;
import io.berth.control.project.CloudProjectMembers;
import io.berth.control.project.CloudProjectRole;
import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.BodyModel;
import io.berth.control.schema.BodyReader;
import io.berth.control.schema.Doc;
import io.berth.control.schema.EnumModel;
import io.berth.control.schema.Operation;
import io.berth.control.schema.Required;
import io.berth.control.schema.Rfc3339;
import io.berth.control.schema.Type.Model;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.io.IOException;
import java.util.List;

/** {@code /cloud/project/{serviceName}/member}: who belongs to a project, and as what. */
public final class CloudProjectMemberEndpoints {
  private static final String ACTION = CloudProjectRole.PREFIX + "member/";

  private final Accounts accounts;
  private final CloudProjectMembers members;

  public CloudProjectMemberEndpoints(Accounts accounts, CloudProjectMembers members) {
    this.accounts = accounts;
    this.members = members;
  }

  @AnswerModel(name = "cloud.project.Member", doc = "A member of a project")
  private record View(
      @Doc("Account name") String account,
      @Doc("Email address") String email,
      @Doc(value = "What they may do", words = RoleEnum.class) @Required String role,
      @Doc(value = "Since when", format = DATETIME) String createdAt) {
    static View of(CloudProjectMembers.Member member) {
      return new View(
          member.account(), member.email(), member.role().word(), Rfc3339.text(member.createdAt()));
    }
  }

  @BodyModel(name = "cloud.project.MemberCreation", doc = "A new member of a project")
  private record Creation(
      @Doc("Account name") String account,
      @Doc(value = "What they may do", words = RoleEnum.class) String role) {}

  /** The words of {@link CloudProjectRole}. */
  @EnumModel(name = "cloud.project.RoleEnum", doc = "Roles")
  enum RoleEnum {
    @JsonProperty("operator")
    OPERATOR,
    @JsonProperty("owner")
    OWNER,
    @JsonProperty("viewer")
    VIEWER
  }

  public List<Operation<ControlCall>> operations(ControlAccess access) {
    var all = "/cloud/project/{serviceName}/member";
    var one = all + "/{account}";
    return List.of(
        Operation.get(all, "List the members of a project")
            .asks(access.project(ACTION + "get"))
            .answers(Model.of(View.class).list())
            .beta()
            .by(this::list),
        Operation.post(all, "Make an account a member of a project")
            .asks(access.project(ACTION + "create"))
            .takes(Model.of(Creation.class))
            .answers(Model.of(View.class))
            .beta()
            .by(this::create),
        Operation.get(one, "Get a member of a project")
            .asks(access.project(ACTION + "get"))
            .answers(Model.of(View.class))
            .beta()
            .by(this::get),
        Operation.put(one, "Give a member another role")
            .asks(access.project(ACTION + "edit"))
            .takes(Model.of(View.class))
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
    var body = BodyReader.read(request, Creation.class);
    var account = account(body.account());
    members.put(project, account, role(body.role()));
    return Response.json(200, View.of(require(project, account.name())));
  }

  private Response edit(Request request, InCloudProject found) throws IOException {
    var project = found.project();
    var member = require(project, request.param("account"));
    members.put(
        project, account(member.account()), role(BodyReader.read(request, View.class).role()));
    return Response.json(200, null);
  }

  private Response remove(Request request, InCloudProject found) {
    var project = found.project();
    var member = require(project, request.param("account"));
    members.remove(project, account(member.account()));
    return Response.json(200, null);
  }

  private static CloudProjectRole role(String word) {
    return CloudProjectRole.of(word)
        .orElseThrow(() -> BodyReader.invalid("role must be owner, operator or viewer"));
  }

  private Account account(String name) {
    return accounts
        .findByName(name)
        .orElseThrow(
            () -> FaultException.notFound(Fault.Thing.OTHER, "There is no account " + name));
  }

  private CloudProjectMembers.Member require(CloudProject project, String account) {
    return members.list(project).stream()
        .filter(member -> member.account().equals(account))
        .findFirst()
        .orElseThrow(
            () ->
                FaultException.notFound(
                    Fault.Thing.MEMBER, "This project has no member " + account));
  }
}
