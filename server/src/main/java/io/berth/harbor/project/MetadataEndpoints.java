package io.berth.harbor.project;

import io.berth.catalog.Project;
import io.berth.catalog.ProjectMetadata;
import io.berth.catalog.Projects;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborPaths;
import io.berth.harbor.request.InProject;
import io.berth.harbor.request.KeptSetting;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.right.Permission;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Project metadata one by one; each write names exactly one. */
public final class MetadataEndpoints {

  private final Projects projects;
  private final ProjectMetadata metadata;

  public MetadataEndpoints(Projects projects, ProjectMetadata metadata) {
    this.projects = projects;
    this.metadata = metadata;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    var all = HarborPaths.PROJECT + "/metadatas";
    var one = all + "/{name}";
    return List.of(
        Route.get(all).asks(access.project(Permission.METADATA_LIST)).by(this::list),
        Route.post(all)
            .asks(access.project(Permission.METADATA_CREATE))
            .audited(audit.inProject("update", "project"))
            .by(this::add),
        Route.get(one).asks(access.project(Permission.METADATA_READ)).by(this::get),
        Route.put(one)
            .asks(access.project(Permission.METADATA_UPDATE))
            .audited(audit.inProject("update", "project"))
            .by(this::update),
        Route.delete(one)
            .asks(access.project(Permission.METADATA_DELETE))
            .audited(audit.inProject("update", "project"))
            .by(this::remove));
  }

  /** All of a project's metadata, {@code public} included. */
  static Map<String, String> all(Project project, Map<String, String> stored) {
    var all = new LinkedHashMap<String, String>();
    all.put(MetadataRules.PUBLIC, Boolean.toString(project.isPublic()));
    all.putAll(stored);
    return all;
  }

  Response list(Request request, InProject place) {
    var project = place.project();
    return Response.json(200, all(project, metadata.of(project.id())));
  }

  /** Nothing where it is not set, as Harbor. */
  Response get(Request request, InProject place) {
    var name = request.param("name");
    var project = place.project();
    var value = all(project, metadata.of(project.id())).get(name);
    return Response.json(200, value == null ? Map.of() : Map.of(name, value));
  }

  Response add(Request request, InProject place) throws IOException {
    var pairs = MetadataRules.pairs(Json.tree(request));
    if (pairs.size() != 1) {
      throw invalid("only one key/value pair is taken at a time");
    }
    var pair = pairs.entrySet().iterator().next();
    var name = pair.getKey();
    var value = MetadataRules.one(name, pair.getValue());
    var project = place.project();
    if (all(project, metadata.of(project.id())).containsKey(name)) {
      throw FaultException.conflict("METADATA_EXISTS", name + " is set already");
    }
    return set(project, Map.of(name, value));
  }

  Response update(Request request, InProject place) throws IOException {
    var name = request.param("name");
    var given = MetadataRules.pairs(Json.tree(request)).getOrDefault(name, "");
    return set(place.project(), Map.of(name, MetadataRules.one(name, given)));
  }

  /** What is not set is gone. */
  Response remove(Request request, InProject place) {
    var name = request.param("name");
    if (name.equals(MetadataRules.PUBLIC)) {
      throw invalid("public cannot be removed: set it to false");
    }
    if (name.equals(MetadataRules.RETENTION)) {
      throw invalid("retention_id goes with its policy: delete that");
    }
    metadata.remove(place.project().id(), name);
    return Response.of(200);
  }

  private Response set(Project project, Map<String, String> values) {
    store(project, values);
    return warned(Response.of(200), project, values);
  }

  /** The answer with what has to be said of protections among these. */
  static Response warned(Response response, Project project, Map<String, String> values) {
    return KeptSetting.warned(
        response, "project " + project.name(), MetadataRules.protections(values));
  }

  /** Sets what was checked, {@code public} where it lives. */
  void store(Project project, Map<String, String> values) {
    var others = new LinkedHashMap<>(values);
    var isPublic = others.remove(MetadataRules.PUBLIC);
    if (isPublic != null) {
      projects.setPublic(project.registry(), project.id(), isPublic.equals("true"));
    }
    metadata.set(project.id(), others);
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
