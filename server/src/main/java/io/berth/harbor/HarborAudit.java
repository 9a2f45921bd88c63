package io.berth.harbor;

import io.berth.catalog.Project;
import io.berth.http.Handler;
import io.berth.http.Request;
import io.berth.identity.web.Audit;
import org.jspecify.annotations.Nullable;

/** Handlers whose success the audit log is told of. */
public final class HarborAudit {
  private final Audit audit;

  public HarborAudit(Audit audit) {
    this.audit = audit;
  }

  /** What a handler did its work on, when the path does not say it. */
  private record Subject(String name) {}

  /** Names what the log shows, for a handler whose path does not. */
  static void subject(Request request, String name) {
    request.attributes().put(Subject.class, new Subject(name));
  }

  /**
   * The handler, followed by an entry of the log.
   *
   * @param operation Harbor's word: create, delete, update
   * @param type Harbor's word: project, user, robot, …
   */
  Handler after(String operation, String type, Handler handler) {
    return request -> {
      var response = handler.handle(request);
      if (response.status() < 300) {
        audit.write(Audit.event(request, project(request), resource(request), type, operation));
      }
      return response;
    };
  }

  private static @Nullable String project(Request request) {
    return request.attributes().get(Project.class) instanceof Project project
        ? project.name()
        : null;
  }

  private static String resource(Request request) {
    if (request.attributes().get(Subject.class) instanceof Subject subject) {
      return subject.name();
    }
    var project = project(request);
    return project == null ? request.rawPath().replaceFirst("^/api/v2\\.0/", "") : project;
  }
}
