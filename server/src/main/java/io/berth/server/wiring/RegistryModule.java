package io.berth.server.wiring;

import io.berth.catalog.Quotas;
import io.berth.control.CatalogueEndpoints;
import io.berth.control.IamEndpoints;
import io.berth.control.IpRestrictionEndpoints;
import io.berth.control.OpenIdConnectEndpoints;
import io.berth.control.PlanEndpoints;
import io.berth.control.ProjectEndpoints;
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
  public final List<Operation> operations;

  public RegistryModule(
      ControlStores stores,
      IdentityStores identity,
      ProviderModule providers,
      Quotas quotas,
      PublicAddresses addresses,
      SecureRandom random) {
    operations =
        Stream.of(
                new ProjectEndpoints(stores.cloudProjects, stores.owned).operations(),
                new CatalogueEndpoints(stores.owned).operations(),
                new RegistryEndpoints(
                        stores.owned,
                        stores.registries,
                        stores.lifecycle,
                        addresses,
                        quotas)
                    .operations(),
                new PlanEndpoints(stores.owned, stores.lifecycle, quotas::ofRegistry).operations(),
                new RegistryUserEndpoints(stores.owned, identity.users, identity.providers, random)
                    .operations(),
                new OpenIdConnectEndpoints(
                        stores.owned, identity.providers, identity.users, providers.check::check)
                    .operations(),
                new SignInAttempts(
                        stores.owned,
                        identity.signIns,
                        identity.providers,
                        identity.members,
                        identity.groups)
                    .operations(),
                new IpRestrictionEndpoints(stores.owned, stores.ipRestrictions).operations(),
                new IamEndpoints(stores.owned, stores.iam).operations())
            .flatMap(List::stream)
            .toList();
  }
}
