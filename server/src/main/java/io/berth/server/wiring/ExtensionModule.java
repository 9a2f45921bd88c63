package io.berth.server.wiring;

import io.berth.control.AccessLogEndpoints;
import io.berth.control.AuditEndpoints;
import io.berth.control.ControlAccess;
import io.berth.control.ControlCall;
import io.berth.control.DomainEndpoints;
import io.berth.control.JsonLines;
import io.berth.control.MemberEndpoints;
import io.berth.control.schema.Operation;
import java.util.List;
import java.util.stream.Stream;

/** What owners of registries get beyond OVHcloud's service. */
public final class ExtensionModule {
  public final List<Operation<ControlCall>> operations;

  public ExtensionModule(
      ControlAccess access,
      ControlStores stores,
      UsageModule usage,
      DomainEndpoints domains,
      JsonLines lines) {
    operations =
        Stream.of(
                new MemberEndpoints(stores.accounts, stores.projectMembers).operations(access),
                new AuditEndpoints(stores.auditTrail, lines).operations(access),
                domains.operations(access),
                usage.alerts.operations(access),
                new AccessLogEndpoints(stores.accessLog, lines).operations(access),
                usage.metricsTokens.operations(access))
            .flatMap(List::stream)
            .toList();
  }
}
