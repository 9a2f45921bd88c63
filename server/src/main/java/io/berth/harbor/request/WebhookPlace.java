package io.berth.harbor.request;

import io.berth.catalog.Repository;
import io.berth.http.message.Request;
import io.berth.webhook.Webhooks;

/** Where webhooks are told that something happens, and by whom. */
public final class WebhookPlace {
  private WebhookPlace() {}

  /** In a repository that a path names. */
  public static Webhooks.Place of(Request request, InRepository place, Repository repository) {
    var project = place.project();
    return new Webhooks.Place(
        project.id(),
        project.name(),
        project.isPublic(),
        repository.name().value().substring(project.name().length() + 1),
        repository.createdAt().getEpochSecond(),
        place.actor().name(),
        request.id(),
        request.authority());
  }

  /** In a project, of which no repository is meant. */
  public static Webhooks.Place of(Request request, InProject place, String repository) {
    var project = place.project();
    return new Webhooks.Place(
        project.id(),
        project.name(),
        project.isPublic(),
        repository,
        0,
        place.actor().name(),
        request.id(),
        request.authority());
  }
}
