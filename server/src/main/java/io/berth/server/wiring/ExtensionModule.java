package io.berth.server.wiring;

import io.berth.control.api.log.AccessLogEndpoints;
import io.berth.control.api.log.AuditTrailEndpoints;
import io.berth.control.api.log.JsonLines;
import io.berth.control.api.project.CloudProjectMemberEndpoints;
import io.berth.control.api.registry.DomainEndpoints;
import io.berth.control.call.AuditTrail;
import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.schema.Operation;
import java.util.List;
import java.util.stream.Stream;

/** What owners of registries get beyond OVHcloud's service. */
final class ExtensionModule {
  final List<Operation<ControlCall>> operations;

  ExtensionModule(
      ControlAccess access,
      ControlStores stores,
      AuditTrail trail,
      UsageModule usage,
      DomainEndpoints domains,
      JsonLines lines) {
    operations =
        Stream.of(
                new CloudProjectMemberEndpoints(stores.accounts, stores.projectMembers)
                    .operations(access),
                new AuditTrailEndpoints(trail, lines).operations(access),
                domains.operations(access),
                usage.alerts.operations(access),
                new AccessLogEndpoints(stores.accessLog, lines).operations(access),
                usage.metricsTokens.operations(access))
            .flatMap(List::stream)
            .toList();
  }
}
