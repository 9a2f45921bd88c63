package io.berth.server.wiring;

import io.berth.harbor.artifact.Additions;
import io.berth.harbor.artifact.ArtifactCopy;
import io.berth.harbor.artifact.ArtifactEndpoints;
import io.berth.harbor.artifact.ArtifactLabelEndpoints;
import io.berth.harbor.artifact.ExtraAttributes;
import io.berth.harbor.artifact.Icons;
import io.berth.harbor.artifact.TrashEndpoints;
import io.berth.harbor.project.ImmutableRuleEndpoints;
import io.berth.harbor.project.LabelEndpoints;
import io.berth.harbor.project.MemberEndpoints;
import io.berth.harbor.project.MetadataEndpoints;
import io.berth.harbor.project.ProjectEndpoints;
import io.berth.harbor.project.QuotaEndpoints;
import io.berth.harbor.project.RepositoryEndpoints;
import io.berth.harbor.project.SearchBoxEndpoints;
import io.berth.harbor.project.SearchEndpoints;
import io.berth.harbor.request.GroupResolver;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.NamedUsers;
import io.berth.harbor.system.ConfigurationEndpoints;
import io.berth.harbor.system.KeptSettingEndpoints;
import io.berth.harbor.system.StatisticsEndpoints;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.member.EscalationCheck;
import java.util.List;
import java.util.stream.Stream;

/** Harbor's API over projects, what is in them, and the registry as a whole. */
final class HarborContentModule {
  final List<Route<Actor>> routes;

  /**
   * @param audit writes down what requests change
   * @param log what is read of that, and where it goes
   */
  HarborContentModule(
      ContentModule content,
      WebhookModule messages,
      IdentityStores stores,
      EscalationCheck handingOn,
      HarborAccess access,
      HarborAudit audit,
      AuditModule log) {
    var catalog = content.catalog;
    var webhooks = messages.webhooks;
    var metadata = new MetadataEndpoints(catalog.projects(), content.metadata);
    var projects =
        new ProjectEndpoints(
            catalog, content.metadata, stores.allowlists, stores.members, access, metadata);
    var artifacts =
        new ArtifactEndpoints(
            catalog,
            content.artifacts,
            content.blobs,
            webhooks,
            new ExtraAttributes(),
            content.immutableRules,
            content.labels);
    var members =
        new MemberEndpoints(
            stores.members,
            stores.customRoles,
            new NamedUsers(stores.users),
            new GroupResolver(stores.groups, stores.providers),
            handingOn);
    routes =
        Stream.of(
                projects.routes(access, audit),
                metadata.routes(access, audit),
                members.routes(access, audit),
                new RepositoryEndpoints(catalog, webhooks).routes(access, audit),
                new ImmutableRuleEndpoints(content.immutableRules).routes(access, audit),
                artifacts.routes(access, audit),
                new LabelEndpoints(content.labels, access).routes(audit),
                new ArtifactLabelEndpoints(
                        catalog.repositories(), content.artifacts, content.labels)
                    .routes(access, audit),
                new ArtifactCopy(catalog, content.artifacts, content.quotas, webhooks, access)
                    .routes(access, audit),
                new TrashEndpoints(catalog.trash(), content.quotas, access).routes(audit),
                new Additions(catalog, content.artifacts, content.blobs).routes(access, audit),
                new Icons().routes(access, audit),
                new SearchEndpoints(catalog.projects(), catalog.repositories(), projects)
                    .routes(access, audit),
                new SearchBoxEndpoints(
                        catalog.projects(),
                        catalog.repositories(),
                        content.artifactSearch,
                        content.labelSearch)
                    .routes(access),
                new ConfigurationEndpoints(
                        stores.settings, stores.providers, catalog.quotas(), log.settings)
                    .routes(access, audit),
                new KeptSettingEndpoints(stores.allowlists).routes(access, audit),
                log.routes(access, audit),
                new QuotaEndpoints(catalog.quotas()).routes(access, audit),
                messages.routes(access, audit),
                new StatisticsEndpoints(catalog, content.statistics).routes(access, audit))
            .flatMap(List::stream)
            .toList();
  }
}
