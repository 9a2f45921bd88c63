package io.berth.harbor.project;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.catalog.Projects;
import io.berth.catalog.Repositories;
import io.berth.content.RepositoryName;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.wire.Timestamp;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.member.Visibility;
import io.berth.identity.right.Permission;
import io.berth.listing.ListQuery;
import io.berth.listing.Listed;
import io.berth.listing.Term;
import io.berth.search.ArtifactSearch;
import io.berth.search.Hits;
import io.berth.search.LabelSearch;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Beyond Harbor's API: the first few projects, repositories, artifacts and labels that a text may
 * mean, as far as the caller may see them.
 */
public final class SearchBoxEndpoints {
  private static final int MOST = 10;
  private static final int LONGEST = 255;
  private static final ListQuery.Window FIRST = new ListQuery.Window(0, MOST);

  private final Projects projects;
  private final Repositories repositories;
  private final ArtifactSearch artifacts;
  private final LabelSearch labels;

  public SearchBoxEndpoints(
      Projects projects, Repositories repositories, ArtifactSearch artifacts, LabelSearch labels) {
    this.projects = projects;
    this.repositories = repositories;
    this.artifacts = artifacts;
    this.labels = labels;
  }

  public List<Route<Actor>> routes(HarborAccess access) {
    Access<Actor, Actor> seen = Access.open("answers only what the caller may see");
    return List.of(
        Route.get("/search/all")
            .asks(seen)
            .by((request, caller) -> search(request, caller, access)));
  }

  private record Section<T>(List<T> items, boolean more) {
    static <S, T> Section<T> of(Listed<S> found, Function<S, T> body) {
      return new Section<>(found.items().stream().map(body).toList(), found.total() > MOST);
    }

    static <S, T> Section<T> of(Hits<S> found, Function<S, T> body) {
      return new Section<>(found.items().stream().map(body).toList(), found.more());
    }
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record ProjectHit(
      long projectId, String name, @JsonProperty("public") boolean isPublic) {}

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record RepositoryHit(String projectName, String name) {}

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record ArtifactHit(
      String projectName,
      String repositoryName,
      String digest,
      @Nullable String tag,
      String pushTime) {
    static ArtifactHit of(ArtifactSearch.Found found) {
      return new ArtifactHit(
          new RepositoryName(found.repository()).projectName(),
          found.repository(),
          found.digest(),
          found.tag(),
          Timestamp.of(found.pushedAt()));
    }
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record LabelHit(
      long id, String name, String color, String scope, @Nullable String projectName) {
    static LabelHit of(LabelSearch.Found found) {
      return new LabelHit(
          found.id(),
          found.name(),
          found.color(),
          found.projectId() == null ? "g" : "p",
          found.project());
    }
  }

  private record Found(
      Section<ProjectHit> projects,
      Section<RepositoryHit> repositories,
      Section<ArtifactHit> artifacts,
      Section<LabelHit> labels) {}

  Response search(Request request, Actor caller, HarborAccess access) {
    var text = HarborQuery.required(request, "q").strip();
    if (text.isEmpty() || text.length() > LONGEST) {
      throw FaultException.invalid(
          Fault.Part.QUERY, "q must have from 1 to " + LONGEST + " characters");
    }
    var registry = CurrentRequest.currentRegistry().id();
    // A robot searches what everybody may see, as in Harbor's search.
    var seeker = caller instanceof Actor.Program ? new Actor.Anonymous(null) : caller;
    var named = ListQuery.ALL.in(FIRST).with("name", new Term.Fuzzy(text));
    var ofRepositories = Visibility.ofRepositories(seeker).repositories();
    return Response.json(
        200,
        new Found(
            Section.of(
                projects.list(registry, Visibility.ofProjects(seeker).projects(), named),
                it -> new ProjectHit(it.id(), it.name(), it.isPublic())),
            Section.of(
                repositories.list(registry, null, ofRepositories, named),
                it ->
                    new RepositoryHit(
                        it.repository().name().projectName(), it.repository().name().value())),
            Section.of(artifacts.find(registry, ofRepositories, text, MOST), ArtifactHit::of),
            Section.of(labels(registry, seeker, access, text), LabelHit::of)));
  }

  private Hits<LabelSearch.Found> labels(
      RegistryId registry, Actor seeker, HarborAccess access, String text) {
    var seen =
        new LabelSearch.Seen(
            !(seeker instanceof Actor.Anonymous),
            Visibility.ofProjects(seeker).projects(),
            access.projectsWith(seeker, Permission.LABEL_LIST).orElse(null));
    return labels.find(registry, seen, text, MOST);
  }
}
