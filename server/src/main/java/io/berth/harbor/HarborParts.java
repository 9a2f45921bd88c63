package io.berth.harbor;

import io.berth.catalog.Artifacts;
import io.berth.catalog.Catalog;
import io.berth.identity.CliSecrets;
import io.berth.identity.Members;
import io.berth.identity.Passwords;
import io.berth.identity.ProviderLinks;
import io.berth.identity.Providers;
import io.berth.identity.Users;
import io.berth.identity.oidc.ProviderCheck;
import io.berth.ops.Health;
import io.berth.storage.BlobStore;
import java.time.Clock;

/**
 * What Harbor's API is built over.
 *
 * @param version the program's, shown behind the Harbor release whose API it speaks
 */
public record HarborParts(
    Catalog catalog,
    Artifacts artifacts,
    BlobStore store,
    People people,
    Members members,
    Health health,
    Clock clock,
    String version) {

  /** Users and their secrets and provider. */
  public record People(
      Users users,
      Passwords passwords,
      CliSecrets secrets,
      Providers providers,
      ProviderLinks links,
      ProviderCheck check) {}
}
