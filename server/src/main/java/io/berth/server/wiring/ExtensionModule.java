package io.berth.server.wiring;

import io.berth.control.AccessLogEndpoints;
import io.berth.control.AuditEndpoints;
import io.berth.control.DomainEndpoints;
import io.berth.control.JsonLines;
import io.berth.control.MemberEndpoints;
import io.berth.control.ProviderReportEndpoints;
import io.berth.control.TextRecords;
import io.berth.control.schema.Operation;
import io.berth.identity.oidc.ProviderReport;
import io.berth.tenant.PublicAddresses;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** What owners of registries get beyond OVHcloud's service. */
public final class ExtensionModule {
  public final List<Operation> operations;

  public ExtensionModule(
      ControlStores stores,
      UsageModule usage,
      ProviderReport report,
      PublicAddresses addresses,
      TextRecords records,
      JsonLines lines,
      Clock clock) {
    operations =
        Stream.of(
                new MemberEndpoints(stores.owned, stores.accounts, stores.projectMembers)
                    .operations(),
                new AuditEndpoints(stores.owned, stores.auditTrail, lines).operations(),
                new DomainEndpoints(
                        stores.owned,
                        stores.domains,
                        stores.domainClaims,
                        records,
                        addresses,
                        clock)
                    .operations(),
                usage.alerts.operations(),
                new AccessLogEndpoints(stores.owned, stores.accessLog, lines).operations(),
                usage.metricsTokens.operations(),
                new ProviderReportEndpoints(stores.owned, report::of).operations())
            .flatMap(List::stream)
            .toList();
  }
}
