package io.berth.harbor.webhook;

import io.berth.catalog.Project;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborPaths;
import io.berth.harbor.request.InProject;
import io.berth.harbor.request.WebhookPlace;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.identity.member.Actor;
import io.berth.identity.right.Permission;
import io.berth.tenant.CurrentRequest;
import io.berth.webhook.WebhookPolicies;
import io.berth.webhook.Webhooks;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whose policies a call is about: a project's, as Harbor has them, or, beyond Harbor, the
 * registry's, which are for all its projects.
 *
 * @param project null for the registry
 */
record WebhookScope(Actor actor, @Nullable Project project) {
  /**
   * The same routes in both places.
   *
   * @param path below which they are
   * @param access who may, by the permission that a project's ask for
   */
  record Place(String path, Function<Permission, Access<Actor, WebhookScope>> access) {
    Access<Actor, WebhookScope> may(Permission permission) {
      return access.apply(permission);
    }
  }

  static List<Place> places(HarborAccess access) {
    return List.of(
        new Place(
            HarborPaths.PROJECT + "/webhook",
            permission -> access.project(permission).map(WebhookScope::of)),
        new Place(
            "/webhook", _ -> access.administrator().map(actor -> new WebhookScope(actor, null))));
  }

  static WebhookScope of(InProject place) {
    return new WebhookScope(place.actor(), place.project());
  }

  WebhookPolicies.Owner owner() {
    return new WebhookPolicies.Owner(
        CurrentRequest.currentRegistry().id(), project == null ? null : (Long) project.id());
  }

  /** What the audit log says of an answer. */
  Response told(Response answer, String policy) {
    return project == null ? answer.about(policy) : answer.about(project.name(), policy);
  }

  /** Where something would happen that is only tried. */
  Webhooks.Place example(Request request) {
    return project == null
        ? new Webhooks.Place(
            0, "example", false, "example", 0, actor.name(), request.id(), request.authority())
        : WebhookPlace.of(request, new InProject(actor, project), "example");
  }
}
