package io.berth.server.wiring;

import io.berth.catalog.Quotas;
import io.berth.control.api.log.SignInAttemptEndpoints;
import io.berth.control.api.project.CatalogueEndpoints;
import io.berth.control.api.project.CloudProjectEndpoints;
import io.berth.control.api.registry.IamEndpoints;
import io.berth.control.api.registry.IpRestrictionEndpoints;
import io.berth.control.api.registry.OpenIdConnectEndpoints;
import io.berth.control.api.registry.PlanEndpoints;
import io.berth.control.api.registry.ProviderReportEndpoints;
import io.berth.control.api.registry.RegistryEndpoints;
import io.berth.control.api.registry.RegistryUserEndpoints;
import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.schema.Operation;
import io.berth.tenant.PublicAddresses;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

/** What owners do with their registries, as OVHcloud's service has it. */
final class RegistryModule {
  final List<Operation<ControlCall>> operations;

  RegistryModule(
      ControlAccess access,
      ControlStores stores,
      IdentityStores identity,
      ProviderModule providers,
      Quotas quotas,
      PublicAddresses addresses,
      SecureRandom random) {
    operations =
        Stream.of(
                new CloudProjectEndpoints(stores.cloudProjects).operations(access),
                new CatalogueEndpoints().operations(access),
                new RegistryEndpoints(stores.registries, stores.lifecycle, addresses, quotas)
                    .operations(access),
                new PlanEndpoints(stores.lifecycle, quotas::ofRegistry).operations(access),
                new RegistryUserEndpoints(identity.users, identity.providers, random)
                    .operations(access),
                new OpenIdConnectEndpoints(
                        identity.providers, identity.users, providers.check::check)
                    .operations(access),
                new ProviderReportEndpoints(providers.report::of, addresses, stores.domains)
                    .operations(access),
                new SignInAttemptEndpoints(
                        identity.signIns, identity.providers, identity.members, identity.groups)
                    .operations(access),
                new IpRestrictionEndpoints(stores.ipRestrictions).operations(access),
                new IamEndpoints(stores.iam).operations(access))
            .flatMap(List::stream)
            .toList();
  }
}
