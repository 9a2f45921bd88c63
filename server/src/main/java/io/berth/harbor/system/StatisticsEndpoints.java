package io.berth.harbor.system;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.catalog.Catalog;
import io.berth.catalog.RepositorySizes;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborPaths;
import io.berth.harbor.request.InProject;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.member.Visibility;
import io.berth.identity.right.Permission;
import io.berth.ops.statistics.Day;
import io.berth.ops.statistics.Statistics;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much there is; and beyond Harbor's API what charts are drawn from (docs/reference). */
public final class StatisticsEndpoints {
  private static final int USUAL_DAYS = 30;
  private static final int MOST_DAYS = 366;
  private static final int USUAL_REPOSITORIES = 10;
  private static final int MOST_REPOSITORIES = 100;

  private final Catalog catalog;
  private final Statistics statistics;

  public StatisticsEndpoints(Catalog catalog, Statistics statistics) {
    this.catalog = catalog;
    this.statistics = statistics;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    var ofRegistry = "/statistics";
    var ofProject = HarborPaths.PROJECT + "/statistics";
    return List.of(
        Route.get(ofRegistry).asks(access.signedIn()).by(this::counts),
        Route.get(ofRegistry + "/days").asks(access.administrator()).by(this::days),
        Route.get(ofRegistry + "/repositories").asks(access.administrator()).by(this::largest),
        Route.get(ofProject + "/days")
            .asks(access.project(Permission.QUOTA_READ))
            .by(this::daysOfProject),
        Route.get(ofProject + "/repositories")
            .asks(access.project(Permission.REPOSITORY_LIST))
            .by(this::largestOfProject));
  }

  Response counts(Request request, Actor caller) {
    var viewer = Visibility.ofProjects(caller).projects();
    var registry = CurrentRequest.currentRegistry().id();
    var projects = catalog.projects().count(registry, viewer);
    var repositories =
        catalog.repositories().count(registry, Visibility.ofRepositories(caller).repositories());
    return Response.json(
        200,
        new CountsBody(
            projects.privateOnes(),
            repositories.privateOnes(),
            projects.publicOnes(),
            repositories.publicOnes(),
            caller.administrator() ? projects.publicOnes() + projects.privateOnes() : 0,
            caller.administrator() ? repositories.publicOnes() + repositories.privateOnes() : 0,
            caller.administrator() ? catalog.quotas().ofRegistry(registry) : 0));
  }

  /** Statistic; totals are for administrators only, 0 for others. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record CountsBody(
      long privateProjectCount,
      long privateRepoCount,
      long publicProjectCount,
      long publicRepoCount,
      long totalProjectCount,
      long totalRepoCount,
      long totalStorageConsumption) {}

  /** {@code storage} is null for days before the first measurement. */
  private record DayBody(String date, long pulls, long pushes, @Nullable Long storage) {
    static DayBody of(Day day) {
      return new DayBody(day.date().toString(), day.pulls(), day.pushes(), day.bytes());
    }
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record SizeBody(String name, String projectName, long size, long pullCount) {
    static SizeBody of(RepositorySizes.Sized sized) {
      return new SizeBody(sized.name(), sized.project(), sized.bytes(), sized.pulls());
    }
  }

  Response days(Request request) {
    return answer(statistics.days().ofRegistry(registry(), numberOfDays(request)));
  }

  Response daysOfProject(Request request, InProject place) {
    var project = place.project();
    return answer(statistics.days().ofProject(project.id(), numberOfDays(request)));
  }

  private static int numberOfDays(Request request) {
    return number(request, "days", USUAL_DAYS, MOST_DAYS);
  }

  private static Response answer(List<Day> days) {
    return Response.json(200, days.stream().map(DayBody::of).toList());
  }

  Response largest(Request request, Actor caller) {
    return ranked(request, caller, null);
  }

  Response largestOfProject(Request request, InProject place) {
    return ranked(request, place.actor(), place.project().id());
  }

  private Response ranked(Request request, Actor caller, @Nullable Long project) {
    var limit = number(request, "limit", USUAL_REPOSITORIES, MOST_REPOSITORIES);
    var found =
        statistics
            .sizes()
            .largest(registry(), Visibility.ofRepositories(caller).repositories(), project, limit);
    return Response.json(200, found.stream().map(SizeBody::of).toList());
  }

  private static int number(Request request, String name, int usual, int most) {
    var text = request.query(name);
    if (text == null || text.isEmpty()) {
      return usual;
    }
    if (!text.matches("[1-9]\\d{0,2}") || Integer.parseInt(text) > most) {
      throw FaultException.invalid(Fault.Part.QUERY, name + " is a number from 1 to " + most);
    }
    return Integer.parseInt(text);
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }
}
