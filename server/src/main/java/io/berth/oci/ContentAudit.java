package io.berth.oci;

import io.berth.audit.AuditLog;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Audited;
import io.berth.identity.caller.Audit;
import io.berth.identity.member.Actor;
import io.berth.ops.statistics.Traffic;
import io.berth.tenant.CurrentRequest;

/**
 * What the audit log is told of pushes, pulls and deletes of manifests, and the day's figures of
 * pushes and pulls.
 */
public final class ContentAudit {
  private final Audit audit;
  private final Traffic traffic;

  public ContentAudit(Audit audit, Traffic traffic) {
    this.audit = audit;
    this.traffic = traffic;
  }

  /** A pull's entry waits for the next flush, so this waits for nothing. */
  Audited<Actor, OciTarget> pull() {
    return new Told(
        "pull artifact",
        true,
        (request, target) -> {
          audit.writeSoon(event(request, target, "artifact", "pull"));
          traffic.pulled(CurrentRequest.currentRegistry().id(), target.name().projectName());
        });
  }

  Audited<Actor, OciTarget> push() {
    return new Told(
        "create artifact",
        false,
        (request, target) -> {
          audit.write(event(request, target, "artifact", "create"));
          traffic.pushed(CurrentRequest.currentRegistry().id(), target.name().projectName());
        });
  }

  /** By a tag only the tag goes. */
  Audited<Actor, OciTarget> delete() {
    return new Told(
        "delete artifact",
        false,
        (request, target) ->
            audit.write(
                event(
                    request, target, isDigest(reference(request)) ? "artifact" : "tag", "delete")));
  }

  private static AuditLog.Event event(
      Request request, OciTarget target, String type, String operation) {
    var reference = reference(request);
    return Audit.event(
        request,
        target.actor(),
        target.name().projectName(),
        target.name() + (isDigest(reference) ? "@" : ":") + reference,
        type,
        operation);
  }

  private static String reference(Request request) {
    return request.param("reference");
  }

  private static boolean isDigest(String reference) {
    return reference.contains(":");
  }

  private interface Note {
    void of(Request request, OciTarget target);
  }

  private record Told(String name, boolean neverWaits, Note note)
      implements Audited<Actor, OciTarget> {
    @Override
    public void succeeded(Request request, Actor caller, OciTarget found, Response response) {
      note.of(request, found);
    }
  }
}
