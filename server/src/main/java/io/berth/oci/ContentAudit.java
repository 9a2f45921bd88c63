package io.berth.oci;

import io.berth.audit.AuditLog;
import io.berth.content.Reference;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Audited;
import io.berth.identity.caller.Audit;
import io.berth.identity.member.Actor;
import io.berth.ops.statistics.Traffic;
import io.berth.tenant.CurrentRequest;

/**
 * What the audit log is told of pushes, pulls and deletes of manifests, the day's figures of pushes
 * and pulls, and webhooks of pulls.
 */
public final class ContentAudit {
  private final Audit audit;
  private final Traffic traffic;
  private final ContentEvents events;

  public ContentAudit(Audit audit, Traffic traffic, ContentEvents events) {
    this.audit = audit;
    this.traffic = traffic;
    this.events = events;
  }

  /** A pull's entry waits for the next flush, so this waits for nothing. */
  Audited<Actor, ManifestTarget> pull() {
    return new Told(
        "pull artifact",
        true,
        (request, target, response) -> {
          audit.writeSoon(event(request, target, "artifact", "pull"));
          traffic.pulled(CurrentRequest.currentRegistry().id(), project(target));
          events.pulled(request, target, response);
        });
  }

  Audited<Actor, ManifestTarget> push() {
    return new Told(
        "create artifact",
        false,
        (request, target, _) -> {
          audit.write(event(request, target, "artifact", "create"));
          traffic.pushed(CurrentRequest.currentRegistry().id(), project(target));
        });
  }

  /** By a tag only the tag goes. */
  Audited<Actor, ManifestTarget> delete() {
    return new Told(
        "delete artifact",
        false,
        (request, target, _) ->
            audit.write(
                event(
                    request,
                    target,
                    target.reference() instanceof Reference.ByDigest ? "artifact" : "tag",
                    "delete")));
  }

  private static AuditLog.Event event(
      Request request, ManifestTarget target, String type, String operation) {
    return Audit.event(
        request, target.in().actor(), project(target), target.toString(), type, operation);
  }

  private static String project(ManifestTarget target) {
    return target.in().name().projectName();
  }

  private interface Note {
    void of(Request request, ManifestTarget target, Response response);
  }

  private record Told(String name, boolean neverWaits, Note note)
      implements Audited<Actor, ManifestTarget> {
    @Override
    public void succeeded(Request request, Actor caller, ManifestTarget found, Response response) {
      note.of(request, found, response);
    }
  }
}
