package io.berth.oci;

import io.berth.catalog.Repositories;
import io.berth.catalog.Repository;
import io.berth.content.Digest;
import io.berth.content.Reference;
import io.berth.content.Tag;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.tenant.CurrentRequest;
import io.berth.webhook.Webhooks;
import java.util.List;
import java.util.Optional;

/** What webhooks are told of pushes, pulls and deletes of manifests, and of full projects. */
public final class ContentEvents {
  private final Webhooks webhooks;
  private final Repositories repositories;

  public ContentEvents(Webhooks webhooks, Repositories repositories) {
    this.webhooks = webhooks;
    this.repositories = repositories;
  }

  /** What is written with a manifest that is pushed. */
  Webhooks.Note pushed(
      Request request, OciTarget target, Repository repository, Digest digest, List<Tag> tags) {
    return webhooks.pushed(place(request, target, Optional.of(repository)), digest, tags);
  }

  /** What is written with a manifest that is deleted. */
  Webhooks.Note deleted(Request request, OciTarget target, Repository repository, Digest digest) {
    return webhooks.deleted(
        place(request, target, Optional.of(repository)), repository.id(), digest);
  }

  /** A manifest is given; never waits. */
  void pulled(Request request, ManifestTarget target, Response response) {
    var digest = response.firstHeader("Docker-Content-Digest");
    var in = target.in();
    if (digest != null && webhooks.isAsked(in.project().id())) {
      var repository = repositories.peek(CurrentRequest.currentRegistry().id(), in.name());
      webhooks.pulled(
          place(request, in, repository),
          digest,
          target.reference() instanceof Reference.ByTag by ? by.tag().value() : "");
    }
  }

  /** A push left little room. */
  void warned(Request request, OciTarget target, String warning) {
    webhooks.quotaWarning(place(request, target, Optional.empty()), warning);
  }

  /** A push is refused, perhaps for want of room; the same refusal. */
  FaultException refused(Request request, OciTarget target, FaultException refusal) {
    if (refusal.fault() instanceof Fault.QuotaExceeded full) {
      webhooks.quotaExceeded(place(request, target, Optional.empty()), full.message());
    }
    return refusal;
  }

  private static Webhooks.Place place(
      Request request, OciTarget target, Optional<Repository> repository) {
    return new Webhooks.Place(
        target.project().id(),
        target.project().name(),
        target.project().isPublic(),
        target.name().value().substring(target.name().projectName().length() + 1),
        repository.map(it -> it.createdAt().getEpochSecond()).orElse(0L),
        target.actor().name(),
        request.id(),
        request.authority());
  }
}
