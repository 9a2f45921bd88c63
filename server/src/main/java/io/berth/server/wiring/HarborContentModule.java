package io.berth.server.wiring;

import io.berth.harbor.Additions;
import io.berth.harbor.ArtifactCopy;
import io.berth.harbor.ArtifactEndpoints;
import io.berth.harbor.AuditEndpoints;
import io.berth.harbor.ConfigurationEndpoints;
import io.berth.harbor.ExtraAttributes;
import io.berth.harbor.GcEndpoints;
import io.berth.harbor.HarborAccess;
import io.berth.harbor.HarborAudit;
import io.berth.harbor.MemberEndpoints;
import io.berth.harbor.MetadataEndpoints;
import io.berth.harbor.NamedGroups;
import io.berth.harbor.NamedUsers;
import io.berth.harbor.ProjectEndpoints;
import io.berth.harbor.QuotaEndpoints;
import io.berth.harbor.RepositoryEndpoints;
import io.berth.harbor.SearchEndpoint;
import io.berth.harbor.StatisticsEndpoints;
import io.berth.http.Route;
import io.berth.identity.Actor;
import io.berth.identity.HandingOn;
import io.berth.ops.AuditLog;
import java.util.List;
import java.util.stream.Stream;

/** Harbor's API over projects, what is in them, and the registry as a whole. */
public final class HarborContentModule {
  public final List<Route<Actor>> routes;

  /**
   * @param audit writes down what requests change
   * @param log what is read of that
   */
  public HarborContentModule(
      ContentModule content,
      IdentityStores stores,
      HandingOn handingOn,
      HarborAccess access,
      HarborAudit audit,
      AuditLog log) {
    var catalog = content.catalog;
    var metadata = new MetadataEndpoints(catalog.projects(), content.metadata);
    var projects =
        new ProjectEndpoints(catalog, content.metadata, stores.members, access, metadata);
    var artifacts =
        new ArtifactEndpoints(catalog, content.artifacts, content.blobs, new ExtraAttributes());
    var members =
        new MemberEndpoints(
            stores.members,
            stores.customRoles,
            new NamedUsers(stores.users),
            new NamedGroups(stores.groups, stores.providers),
            handingOn);
    routes =
        Stream.of(
                projects.routes(access, audit),
                metadata.routes(access, audit),
                members.routes(access, audit),
                new RepositoryEndpoints(catalog).routes(access, audit),
                artifacts.routes(access, audit),
                new ArtifactCopy(catalog, content.artifacts, content.quotas, access)
                    .routes(access, audit),
                new Additions(catalog, content.artifacts, content.blobs).routes(access, audit),
                new SearchEndpoint(catalog.projects(), catalog.repositories(), projects)
                    .routes(access, audit),
                new ConfigurationEndpoints(stores.settings, stores.providers, catalog.quotas())
                    .routes(access, audit),
                new AuditEndpoints(log).routes(access, audit),
                new GcEndpoints(content.garbage).routes(access, audit),
                new QuotaEndpoints(catalog.quotas()).routes(access, audit),
                new StatisticsEndpoints(catalog, content.statistics).routes(access, audit))
            .flatMap(List::stream)
            .toList();
  }
}
