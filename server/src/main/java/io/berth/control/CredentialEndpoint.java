package io.berth.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.control.schema.Operation;
import io.berth.fault.Fault;
import io.berth.fault.Fault.CredentialProblem;
import io.berth.fault.FaultException;
import io.berth.http.AddressRange;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * {@code POST /auth/credential}: an application asks for a consumer key (contracts/control-api.md
 * section 2.1).
 */
final class CredentialEndpoint {
  private static final int MOST_BLOCKS = 100;

  private final Applications applications;
  private final KeyRequests requests;

  CredentialEndpoint(Applications applications, KeyRequests requests) {
    this.applications = applications;
    this.requests = requests;
  }

  Operation<ControlCall> operation(ControlAccess access) {
    return Operation.post("/auth/credential", "Ask for a consumer key, which a person accepts")
        .asks(ControlAccess.open("an application asks for leave with its key alone"))
        .takes(WaysInModels.KEY_REQUEST)
        .answers(WaysInModels.KEY_ASKED)
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
    var fields = Fields.of(Json.tree(request));
    var redirection =
        fields
            .text("redirection")
            .filter(url -> !url.isBlank())
            .map(url -> Redirection.check("redirection", url))
            .orElse(null);
    var asked =
        requests.ask(
            application,
            rules(fields.object().path("accessRules")),
            blocks(fields.object().path("allowedIPs")),
            redirection);
    var answer = new LinkedHashMap<String, String>();
    answer.put("consumerKey", asked.consumerKey());
    answer.put("state", "pendingValidation");
    answer.put("validationUrl", request.panelUrl() + "/auth/?credentialToken=" + asked.token());
    return Response.json(200, answer);
  }

  private static List<Rule> rules(JsonNode list) {
    if (!list.isArray() || list.isEmpty() || list.size() > Rule.MOST) {
      throw Fields.invalid("accessRules must be a list of 1 to " + Rule.MOST + " rules");
    }
    var rules = new ArrayList<Rule>();
    for (var node : list) {
      var fields = Fields.of(node);
      var rule = new Rule(fields.required("method"), fields.required("path"));
      if (!rule.isWellFormed()) {
        throw Fields.invalid(
            "an access rule has a method, one of GET, POST, PUT, DELETE and PATCH, and a path that"
                + " starts with /");
      }
      rules.add(rule);
    }
    return rules;
  }

  /** Where a consumer key may be used from, as callers write it; none for everywhere. */
  static List<String> blocks(JsonNode list) {
    if (list.isMissingNode() || list.isNull()) {
      return List.of();
    }
    if (!list.isArray() || list.size() > MOST_BLOCKS) {
      throw Fields.invalid("allowedIPs must be a list of at most " + MOST_BLOCKS + " blocks");
    }
    var blocks = new ArrayList<String>();
    for (var node : list) {
      try {
        AddressRange.parse(node.isTextual() ? node.asText() : "");
        blocks.add(node.asText());
      } catch (IllegalArgumentException _) {
        throw Fields.invalid("allowedIPs holds addresses and CIDR blocks, not " + node);
      }
    }
    return blocks;
  }
}
