package io.berth.harbor;

import io.berth.http.Api;
import io.berth.http.Route;
import io.berth.identity.Actor;
import io.berth.identity.web.Audit;
import io.berth.identity.web.Csrf;
import io.berth.identity.web.Identity;
import java.util.List;
import java.util.stream.Stream;

/**
 * Harbor's API v2.0: the routes of all its endpoints, each of which declares its own below {@link
 * #BASE} (contracts/harbor.md section 3.2).
 */
public final class HarborApi {
  static final String BASE = "/api/v2.0";
  static final String PROJECT = "/projects/{project}";
  static final String REPOSITORY = PROJECT + "/repositories/{repository}";
  static final String ARTIFACT = REPOSITORY + "/artifacts/{reference}";
  private static final long MAX_BODY = 1 << 20;

  private final Identity identity;
  private final HarborAccess access;
  private final HarborAudit audit;
  private final SystemEndpoints system;
  private final List<Declared> endpoints;

  /** Some endpoints' routes, with templates below {@link #BASE}. */
  private interface Declared {
    List<Route<Actor>> routes(HarborAccess access, HarborAudit audit);
  }

  public HarborApi(HarborParts parts, Identity identity) {
    this.identity = identity;
    this.access = new HarborAccess(parts.catalog().projects(), identity.accessPolicy);
    this.audit = new HarborAudit(new Audit(parts.operations().audit(), parts.clock()));
    this.system = new SystemEndpoints(parts);
    var people = parts.people();
    var metadata = new MetadataEndpoints(parts);
    var projects = new ProjectEndpoints(parts, access, metadata);
    var robots = new RobotEndpoints(parts, access);
    var artifacts =
        new ArtifactEndpoints(
            parts.catalog(), parts.artifacts(), parts.blobs(), new ExtraAttributes());
    this.endpoints =
        List.of(
            system::routes,
            new StatisticsEndpoints(parts)::routes,
            new SearchEndpoint(parts, projects)::routes,
            new ConfigurationEndpoints(parts)::routes,
            new AuditEndpoints(parts.operations().audit())::routes,
            new QuotaEndpoints(parts.catalog().quotas())::routes,
            new GcEndpoints(parts.garbage())::routes,
            new UserEndpoints(parts, access)::routes,
            new UserSecretEndpoints(people, access)::routes,
            new AccessTokenEndpoints(people, access, parts.clock())::routes,
            new GroupEndpoints(people)::routes,
            new RoleEndpoints(people.roles())::routes,
            robots::routes,
            new TrustEndpoints(robots, people.trusts(), identity.federatedRobots)::routes,
            new SessionEndpoints(identity)::routes,
            new ProviderEndpoints(identity)::routes,
            new RightsEndpoint(identity)::routes,
            projects::routes,
            metadata::routes,
            new MemberEndpoints(parts)::routes,
            new RepositoryEndpoints(parts.catalog())::routes,
            artifacts::routes,
            new ArtifactCopy(parts, access)::routes,
            new Additions(parts)::routes);
  }

  /** The routes, for the server. */
  public Api<Actor> api() {
    var below =
        endpoints.stream()
            .flatMap(declared -> declared.routes(access, audit).stream())
            .map(route -> route.at(BASE + route.template()));
    return new Api<>(
        "harbor",
        Api.Surface.REGISTRY,
        List.of(BASE, "/api/version"),
        Stream.concat(Stream.of(system.version()), below)
            .flatMap(HarborApi::withTrailingSlash)
            .toList(),
        new HarborError(),
        identity.callers(Csrf.Need.PORTAL),
        MAX_BODY);
  }

  /** Some clients end a path with a slash. */
  private static Stream<Route<Actor>> withTrailingSlash(Route<Actor> route) {
    return Stream.of(route, route.at(route.template() + "/"));
  }
}
