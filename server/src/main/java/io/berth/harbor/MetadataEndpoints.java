package io.berth.harbor;

import io.berth.catalog.Project;
import io.berth.catalog.ProjectMetadata;
import io.berth.catalog.Projects;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import java.io.IOException;
import java.util.LinkedHashMap;
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

  /** All of a project's metadata, {@code public} included. */
  static Map<String, String> all(Project project, Map<String, String> stored) {
    var all = new LinkedHashMap<String, String>();
    all.put(MetadataRules.PUBLIC, Boolean.toString(project.isPublic()));
    all.putAll(stored);
    return all;
  }

  Response list(Request request) {
    var project = HarborAccess.current(request);
    return Response.json(200, all(project, metadata.of(project.id())));
  }

  Response get(Request request) {
    var name = request.param("name");
    var project = HarborAccess.current(request);
    var value = all(project, metadata.of(project.id())).get(name);
    if (value == null) {
      throw unknown(name);
    }
    return Response.json(200, Map.of(name, value));
  }

  Response add(Request request) throws IOException {
    var one = one(Json.read(request, Map.class));
    var project = HarborAccess.current(request);
    if (all(project, metadata.of(project.id())).containsKey(one.getKey())) {
      throw FaultException.conflict("METADATA_EXISTS", one.getKey() + " is set already");
    }
    set(project, Map.ofEntries(one));
    return Response.of(200);
  }

  Response update(Request request) throws IOException {
    var one = one(Json.read(request, Map.class));
    var name = request.param("name");
    if (!one.getKey().equals(name)) {
      throw invalid("the body must set " + name + " and nothing else");
    }
    var project = HarborAccess.current(request);
    if (!all(project, metadata.of(project.id())).containsKey(name)) {
      throw unknown(name);
    }
    set(project, Map.ofEntries(one));
    return Response.of(200);
  }

  Response remove(Request request) {
    var name = request.param("name");
    if (name.equals(MetadataRules.PUBLIC)) {
      throw invalid("public cannot be removed: set it to false");
    }
    if (!metadata.remove(HarborAccess.current(request).id(), name)) {
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
