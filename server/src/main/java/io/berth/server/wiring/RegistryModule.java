package io.berth.server.wiring;

import io.berth.catalog.Quotas;
import io.berth.control.CatalogueEndpoints;
import io.berth.control.ControlAccess;
import io.berth.control.ControlCall;
import io.berth.control.IamEndpoints;
import io.berth.control.IpRestrictionEndpoints;
import io.berth.control.OpenIdConnectEndpoints;
import io.berth.control.PlanEndpoints;
import io.berth.control.ProjectEndpoints;
import io.berth.control.ProviderReportEndpoints;
import io.berth.control.RegistryEndpoints;
import io.berth.control.RegistryUserEndpoints;
import io.berth.control.SignInAttempts;
import io.berth.control.schema.Operation;
import io.berth.tenant.PublicAddresses;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

/** What owners do with their registries, as OVHcloud's service has it. */
public final class RegistryModule {
  public final List<Operation<ControlCall>> operations;

  public RegistryModule(
      ControlAccess access,
      ControlStores stores,
      IdentityStores identity,
      ProviderModule providers,
      Quotas quotas,
      PublicAddresses addresses,
      SecureRandom random) {
    operations =
        Stream.of(
                new ProjectEndpoints(stores.cloudProjects).operations(access),
                new CatalogueEndpoints().operations(access),
                new RegistryEndpoints(stores.registries, stores.lifecycle, addresses, quotas)
                    .operations(access),
                new PlanEndpoints(stores.lifecycle, quotas::ofRegistry).operations(access),
                new RegistryUserEndpoints(identity.users, identity.providers, random)
                    .operations(access),
                new OpenIdConnectEndpoints(
                        identity.providers, identity.users, providers.check::check)
                    .operations(access),
                new ProviderReportEndpoints(providers.report::of).operations(access),
                new SignInAttempts(
                        identity.signIns, identity.providers, identity.members, identity.groups)
                    .operations(access),
                new IpRestrictionEndpoints(stores.ipRestrictions).operations(access),
                new IamEndpoints(stores.iam).operations(access))
            .flatMap(List::stream)
            .toList();
  }
}
