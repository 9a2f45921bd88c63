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
import org.jspecify.annotations.Nullable;

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

  Response get(Request request, InProject place) {
    var name = request.param("name");
    var project = place.project();
    var value = all(project, metadata.of(project.id())).get(name);
    if (value == null) {
      throw unknown(name);
    }
    return Response.json(200, Map.of(name, value));
  }

  Response add(Request request, InProject place) throws IOException {
    var one = one(Json.read(request, Map.class));
    var project = place.project();
    if (all(project, metadata.of(project.id())).containsKey(one.getKey())) {
      throw FaultException.conflict("METADATA_EXISTS", one.getKey() + " is set already");
    }
    set(project, Map.ofEntries(one));
    return Response.of(200);
  }

  Response update(Request request, InProject place) throws IOException {
    var one = one(Json.read(request, Map.class));
    var name = request.param("name");
    if (!one.getKey().equals(name)) {
      throw invalid("the body must set " + name + " and nothing else");
    }
    var project = place.project();
    if (!all(project, metadata.of(project.id())).containsKey(name)) {
      throw unknown(name);
    }
    set(project, Map.ofEntries(one));
    return Response.of(200);
  }

  Response remove(Request request, InProject place) {
    var name = request.param("name");
    if (name.equals(MetadataRules.PUBLIC)) {
      throw invalid("public cannot be removed: set it to false");
    }
    if (!metadata.remove(place.project().id(), name)) {
      throw unknown(name);
    }
    return Response.of(200);
  }

  /** Sets what was checked, {@code public} where it lives. */
  void set(Project project, Map<String, String> values) {
    var others = new LinkedHashMap<>(values);
    var isPublic = others.remove(MetadataRules.PUBLIC);
    if (isPublic != null) {
      projects.setPublic(project.registry(), project.id(), isPublic.equals("true"));
    }
    metadata.set(project.id(), others);
  }

  private static Map.Entry<String, String> one(Map<?, ?> body) {
    var given = new LinkedHashMap<String, @Nullable Object>();
    body.forEach((name, value) -> given.put(String.valueOf(name), value));
    var checked = MetadataRules.checked(given);
    if (given.size() != 1 || checked.size() != 1) {
      throw invalid("the body must name exactly one of Harbor's project metadata");
    }
    return checked.entrySet().iterator().next();
  }

  private static FaultException unknown(String name) {
    return FaultException.notFound(Fault.Thing.OTHER, "metadata " + name + " not found");
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
