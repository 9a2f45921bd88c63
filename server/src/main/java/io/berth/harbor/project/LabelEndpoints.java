package io.berth.harbor.project;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.BodyText;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.request.PathId;
import io.berth.harbor.wire.LabelBody;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.right.Permission;
import io.berth.label.Label;
import io.berth.label.Labels;
import io.berth.listing.Term;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Labels (docs/reference/contracts/harbor.md#labels). Those of the registry are seen by everybody
 * and made by its administrators; those of a project go by the rights in it.
 */
public final class LabelEndpoints {
  private static final int LONGEST_NAME = 128;
  private static final int LONGEST_DESCRIPTION = 1_024;
  private static final int LONGEST_COLOR = 16;

  private final Labels labels;
  private final HarborAccess access;

  public LabelEndpoints(Labels labels, HarborAccess access) {
    this.labels = labels;
    this.access = access;
  }

  public List<Route<Actor>> routes(HarborAudit audit) {
    Access<Actor, Actor> open =
        Access.open("the registry's are for all, a project's by its rights");
    var known = access.signedIn();
    var all = "/labels";
    var one = all + "/{label}";
    return List.of(
        Route.get(all).asks(open).by(this::list),
        Route.post(all).asks(known).audited(audit.of("create", "label")).by(this::create),
        Route.get(one).asks(known).by(this::get),
        Route.put(one).asks(known).audited(audit.of("update", "label")).by(this::update),
        Route.delete(one).asks(known).audited(audit.of("delete", "label")).by(this::delete));
  }

  private record LabelInput(
      @Nullable String name,
      @Nullable String description,
      @Nullable String color,
      @Nullable String scope,
      @JsonProperty("project_id") @Nullable Long projectId) {
    /**
     * @throws FaultException Invalid BODY
     */
    Label.Terms terms() {
      var given = BodyText.of(name);
      if (given.isBlank()) {
        throw invalid("name: a label has one");
      }
      return new Label.Terms(
          within("name", given, LONGEST_NAME),
          within("description", BodyText.of(description), LONGEST_DESCRIPTION),
          within("color", BodyText.of(color), LONGEST_COLOR));
    }

    private static String within(String member, String text, int most) {
      if (text.codePointCount(0, text.length()) > most) {
        throw invalid(member + " has at most " + most + " characters");
      }
      return text;
    }
  }

  Response list(Request request, Actor caller) {
    var query = HarborQuery.of(request);
    var name = HarborQuery.parameter(request, "name");
    var asked = name == null ? query.asked() : query.asked().with("name", new Term.Fuzzy(name));
    var scope = HarborQuery.parameter(request, "scope");
    var project =
        switch (scope == null ? "" : scope) {
          case "g" -> null;
          case "p" -> {
            var id = HarborQuery.parameter(request, "project_id");
            if (id == null || id.equals("0")) {
              throw invalidQuery("project_id says whose labels are meant with scope=p");
            }
            yield project(request, caller, id, Permission.LABEL_LIST);
          }
          default -> throw invalidQuery("scope is g for the registry's labels, p for a project's");
        };
    return query.answer(request, labels.list(registry(), project, asked).each(LabelBody::of));
  }

  Response create(Request request, Actor caller) throws IOException {
    var body = Json.read(request, LabelInput.class);
    var project =
        switch (BodyText.of(body.scope())) {
          case "g" -> {
            requireAdministrator(caller);
            yield null;
          }
          case "p" ->
              project(
                  request,
                  caller,
                  Long.toString(body.projectId() == null ? 0 : body.projectId()),
                  Permission.LABEL_CREATE);
          default -> throw invalid("scope is g for the registry, or p for a project");
        };
    var label = labels.add(registry(), project, body.terms());
    return about(Response.of(201), label)
        .header("Location", request.rawPath().replaceFirst("/$", "") + "/" + label.id());
  }

  Response get(Request request, Actor caller) {
    return Response.json(200, LabelBody.of(require(request, caller, Permission.LABEL_READ)));
  }

  /** The body is the whole label; its scope and project stay as they were. */
  Response update(Request request, Actor caller) throws IOException {
    var label = require(request, caller, Permission.LABEL_UPDATE);
    var terms = Json.read(request, LabelInput.class).terms();
    if (!labels.change(registry(), label.id(), terms)) {
      throw unknown(request.param("label"));
    }
    return about(Response.of(200), label);
  }

  Response delete(Request request, Actor caller) {
    var label = require(request, caller, Permission.LABEL_DELETE);
    if (!labels.remove(registry(), label.id())) {
      throw unknown(request.param("label"));
    }
    return about(Response.of(200), label);
  }

  private Label require(Request request, Actor caller, Permission permission) {
    var label =
        PathId.find(request, "label", id -> labels.find(registry(), id))
            .orElseThrow(() -> unknown(request.param("label")));
    var project = label.projectId();
    if (project != null) {
      project(request, caller, Long.toString(project), permission);
    } else if (permission != Permission.LABEL_READ) {
      requireAdministrator(caller);
    }
    return label;
  }

  /** The id of a project in which the caller has the right. */
  private Long project(Request request, Actor caller, String id, Permission permission) {
    if (!id.matches("\\d{1,18}")) {
      throw invalidQuery("project_id is a number");
    }
    var project = access.find(registry(), Long.parseLong(id));
    return access
        .require(request, caller, project.isPresent() ? project.get().name() : id, permission)
        .id();
  }

  private static void requireAdministrator(Actor caller) {
    if (!caller.administrator()) {
      throw FaultException.forbidden(
          "labels of the whole registry are for its administrators; a project has its own");
    }
  }

  private static Response about(Response response, Label label) {
    return response.about(label.terms().name());
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }

  private static FaultException unknown(String id) {
    return FaultException.notFound(Fault.Thing.OTHER, "label " + id + " not found");
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }

  private static FaultException invalidQuery(String message) {
    return FaultException.invalid(Fault.Part.QUERY, message);
  }
}
