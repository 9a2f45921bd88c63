package io.berth.harbor.request;

import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Audited;
import io.berth.identity.caller.Audit;
import io.berth.identity.member.Actor;
import java.util.function.BiFunction;

/**
 * What the audit log is told of a route's successes. The resource is what the handler says ({@link
 * Response#about}), or else what the path names.
 */
public final class HarborAudit {
  private final Audit audit;

  public HarborAudit(Audit audit) {
    this.audit = audit;
  }

  /**
   * Of routes that are in no project, or only find out which.
   *
   * @param operation Harbor's word: create, delete, update
   * @param type Harbor's word: project, user, robot, …
   */
  public Audited<Actor, Object> of(String operation, String type) {
    return new Told<>(
        audit,
        operation,
        type,
        (request, _) ->
            new Response.Subject(null, request.rawPath().substring(HarborPaths.BASE.length() + 1)));
  }

  /** Of routes in a project; the project itself, when the handler says nothing else. */
  public Audited<Actor, InProject> inProject(String operation, String type) {
    return new Told<>(
        audit,
        operation,
        type,
        (_, found) -> new Response.Subject(found.project().name(), found.project().name()));
  }

  /** Of routes in a repository; the repository itself, when the handler says nothing else. */
  public Audited<Actor, InRepository> inRepository(String operation, String type) {
    return new Told<>(
        audit,
        operation,
        type,
        (_, found) -> new Response.Subject(found.project().name(), found.name().value()));
  }

  private record Told<T>(
      Audit audit, String operation, String type, BiFunction<Request, T, Response.Subject> usual)
      implements Audited<Actor, T> {
    @Override
    public String name() {
      return operation + " " + type;
    }

    @Override
    public void succeeded(Request request, Actor caller, T found, Response response) {
      var named = usual.apply(request, found);
      var said = response.subject();
      var project = said == null || said.project() == null ? named.project() : said.project();
      audit.write(
          Audit.event(
              request,
              caller,
              project,
              said == null ? named.name() : said.name(),
              type,
              operation));
    }
  }
}
