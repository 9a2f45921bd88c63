package io.berth.server.wiring;

import io.berth.identity.oidc.ProviderCheck;
import io.berth.identity.oidc.ProviderConnection;
import io.berth.identity.oidc.ProviderReport;
import io.berth.identity.oidc.ProviderWatch;
import io.berth.identity.oidc.RelyingParty;
import io.berth.identity.oidc.TokenRefresh;
import io.berth.identity.web.ProviderAdmission;
import io.berth.ops.Jobs;
import io.berth.outbound.Outbound;
import java.time.Clock;
import java.time.Duration;

/** What asks OpenID Connect providers, and the people who come from them. */
public final class ProviderModule implements AutoCloseable {
  final ProviderConnection connection;
  final RelyingParty relyingParty;
  public final ProviderCheck check;
  final ProviderReport report;
  final ProviderWatch watch;
  final ProviderAdmission people;
  public final TokenRefresh tokenRefresh;

  public ProviderModule(Outbound outbound, IdentityStores stores, Clock clock) {
    connection = new ProviderConnection(outbound);
    relyingParty = new RelyingParty(connection, clock);
    check = new ProviderCheck(relyingParty);
    report = new ProviderReport(outbound, clock);
    watch = new ProviderWatch(relyingParty, clock);
    people =
        new ProviderAdmission(
            stores.users,
            stores.providerUsers,
            stores.onboardings,
            stores.groups,
            stores.disabledUsers);
    tokenRefresh =
        new TokenRefresh(
            stores.providers, stores.providerLinks, stores.groups, relyingParty, clock);
  }

  /** Starts what repeats. */
  void start(Jobs jobs) {
    jobs.onEachServer(
        Duration.ofSeconds(30), "people confirmed at their provider", tokenRefresh::runOnce);
  }

  @Override
  public void close() {
    tokenRefresh.close();
  }
}
