package io.berth.control.api.me;

import static io.berth.control.schema.Doc.Format.IP_BLOCK;
import static io.berth.control.schema.Doc.Format.PASSWORD;

import io.berth.control.application.AccessRule;
import io.berth.control.application.AllowedIps;
import io.berth.control.application.Application;
import io.berth.control.application.Applications;
import io.berth.control.application.ConsumerKeyRequests;
import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.call.RedirectUri;
import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.BodyModel;
import io.berth.control.schema.BodyReader;
import io.berth.control.schema.Constraint;
import io.berth.control.schema.Doc;
import io.berth.control.schema.Operation;
import io.berth.control.schema.Type.Model;
import io.berth.fault.Fault;
import io.berth.fault.Fault.CredentialProblem;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /auth/credential}: an application asks for a consumer key
 * (docs/reference/contracts/control-api.md#application-keys).
 */
public final class CredentialEndpoints {
  private final Applications applications;
  private final ConsumerKeyRequests requests;

  public CredentialEndpoints(Applications applications, ConsumerKeyRequests requests) {
    this.applications = applications;
    this.requests = requests;
  }

  @BodyModel(name = "auth.CredentialRequest", doc = "A request for a consumer key")
  private record Wanted(
      @Doc("What it is to call")
          @Constraint(
              message = "accessRules must be a list of 1 to " + AccessRule.MOST + " rules",
              least = 1,
              most = AccessRule.MOST)
          List<AccessRule> accessRules,
      @Doc(value = "Where it is to be used from", format = IP_BLOCK)
          @Constraint(
              message = AllowedIps.TOO_MANY,
              item = AllowedIps.WRONG,
              most = AllowedIps.MOST)
          @Nullable List<String> allowedIPs,
      @Doc("Where the person is sent afterwards") @Nullable String redirection) {}

  @AnswerModel(
      name = "auth.CredentialAsked",
      doc = "A consumer key that a person has yet to accept")
  private record Asked(
      @Doc(value = "Consumer key", format = PASSWORD) String consumerKey,
      @Doc("pendingValidation") String state,
      @Doc("Where a person accepts or refuses") String validationUrl) {}

  public Operation<ControlCall> operation(ControlAccess access) {
    return Operation.post("/auth/credential", "Ask for a consumer key, which a person accepts")
        .asks(ControlAccess.open("an application asks for leave with its key alone"))
        .takes(Model.of(Wanted.class))
        .answers(Model.of(Asked.class))
        .by(this::ask);
  }

  private Response ask(Request request) throws IOException {
    var key = request.header("X-Ovh-Application");
    if (key == null) {
      throw FaultException.unauthenticated("You must login first");
    }
    var application =
        applications
            .find(key)
            .filter(Application::active)
            .orElseThrow(
                () ->
                    new FaultException(
                        new Fault.CredentialRefused(
                            CredentialProblem.UNKNOWN_APPLICATION,
                            "This application key is invalid")));
    var wanted = BodyReader.read(request, Wanted.class);
    var url = wanted.redirection();
    var redirection = url == null || url.isBlank() ? null : RedirectUri.check("redirection", url);
    var asked =
        requests.ask(
            application,
            wellFormed(wanted.accessRules()),
            AllowedIps.checked(wanted.allowedIPs()),
            redirection);
    return Response.json(
        200,
        new Asked(
            asked.consumerKey(),
            "pendingValidation",
            request.panelUrl() + "/auth/?credentialToken=" + asked.token()));
  }

  private static List<AccessRule> wellFormed(List<AccessRule> rules) {
    if (!rules.stream().allMatch(AccessRule::isWellFormed)) {
      throw BodyReader.invalid(
          "an access rule has a method, one of GET, POST, PUT, DELETE and PATCH, and a path that"
              + " starts with /");
    }
    return rules;
  }
}
