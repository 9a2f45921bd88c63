package io.berth.identity.web;

import io.berth.audit.AuditLog;
import io.berth.http.engine.Server;
import io.berth.http.engine.ServerOptions;
import io.berth.http.message.Json;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.Api;
import io.berth.http.routing.Handler;
import io.berth.http.routing.Hosts;
import io.berth.http.routing.Route;
import io.berth.identity.IdentityFixture;
import io.berth.identity.caller.Csrf;
import io.berth.identity.caller.SignInFaults;
import io.berth.identity.member.Actor;
import io.berth.identity.provider.ProviderOptions;
import io.berth.identity.right.ProjectScope;
import io.berth.identity.user.NoAccounts;
import io.berth.outbound.Outbound;
import io.berth.outbound.OutboundNetworks;
import io.berth.server.wiring.IdentityStores;
import io.berth.server.wiring.ProofModule;
import io.berth.server.wiring.ProviderModule;
import io.berth.server.wiring.RightsModule;
import io.berth.server.wiring.SignInModule;
import io.berth.sql.Dialect;
import io.berth.tenant.Registries;
import io.berth.tenant.Registry;
import io.berth.testing.FakeProvider;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The sign-in endpoints on a real listener with real tables and a provider of their own, and one
 * API beside them, /api/v2.0 and /v2, that says whom it took the caller for.
 */
final class SignInServer implements AutoCloseable {
  final IdentityFixture world;
  final FakeProvider provider;
  final IdentityStores identity;
  final RightsModule rights;
  final ProviderModule providers;
  final SignInModule signIn;
  final Map<String, ProjectScope> projects = new HashMap<>();
  private final Server server;

  /** With a provider on plain HTTP. */
  SignInServer(Dialect dialect) {
    this(dialect, FakeProvider::http);
  }

  SignInServer(Dialect dialect, Function<Clock, FakeProvider> kind) {
    world = new IdentityFixture(dialect);
    provider = kind.apply(world.clock);
    var accounts = new NoAccounts();
    identity =
        new IdentityStores(
            world.database, world.vault, world.passwords, world.random, world.clock, 0);
    rights =
        new RightsModule(
            world.database,
            identity,
            accounts,
            (_, name) -> Optional.ofNullable(projects.get(name)));
    providers =
        new ProviderModule(
            new Outbound(OutboundNetworks.parse(List.of("any"), true)), identity, world.clock);
    var proofs =
        new ProofModule(
            identity,
            rights.persons,
            providers,
            accounts,
            world.passwords,
            world.random,
            world.clock);
    signIn =
        new SignInModule(
            identity,
            rights,
            proofs,
            providers,
            accounts,
            new AuditLog(world.database, world.clock),
            world.clock);
    var registry = new Registry(world.registry, "demo", "demo1234", true, Registry.Limits.NONE, "");
    server =
        Server.start(
            new ServerOptions(
                "127.0.0.1",
                0,
                Optional.empty(),
                new Hosts(Set.of("localhost"), ".localhost"),
                List.of()),
            new OneRegistry(registry),
            List.of(
                signIn.signInApi.pages(),
                signIn.signInApi.ofProviders(),
                signIn.tokenApi.api(),
                whoAmI("/api/v2.0", Csrf.Need.PORTAL),
                whoAmI("/v2", Csrf.Need.PROGRAMS)),
            (_, _, _, _, _) -> {},
            System.err,
            Clock.systemUTC());
  }

  private Api<Actor> whoAmI(String prefix, Csrf.Need need) {
    Access<Actor, Actor> open = Access.open("a test");
    Handler<Actor> who = (_, actor) -> answer(actor);
    return new Api<>(
        "test",
        Api.Surface.REGISTRY,
        List.of(prefix),
        List.of(
            Route.get(prefix + "/who").asks(open).by(who),
            Route.post(prefix + "/who").asks(open).by(who),
            Route.get(prefix + "/").asks(open).by(who)),
        new SignInFaults(),
        signIn.callers(need),
        1024);
  }

  private static Response answer(Actor actor) {
    return Response.json(
        200,
        Map.of(
            "name",
            actor.name(),
            "way",
            actor instanceof Actor.Person person ? person.way().name() : "",
            "admin",
            actor.administrator(),
            "grants",
            Json.text(actor.limit())));
  }

  /** Sets the provider up; nobody vouches for its certificate, so that is trusted by itself. */
  void configure() {
    identity.providers.configure(world.registry, provider.settings(), true);
    if (isSecure()) {
      var certificate = provider.certificate().certificatePem();
      identity.providers.setOptions(
          world.registry,
          "",
          new ProviderOptions(List.of(), List.of(), Map.of(), certificate, true, List.of()));
    }
  }

  Browser browser() {
    var http = HttpClient.newBuilder();
    if (isSecure()) {
      http.sslContext(provider.certificate().trust());
    }
    return new Browser("http://localhost:" + server.port(), http.build());
  }

  private boolean isSecure() {
    return provider.issuer().startsWith("https:");
  }

  /** Moves everybody's clock. */
  void wait(Duration time) {
    world.clock.advance(time);
  }

  @Override
  public void close() {
    server.close(Duration.ZERO);
    provider.close();
    world.close();
  }

  private record OneRegistry(Registry registry) implements Registries {
    @Override
    public Optional<Registry> byHostLabel(String label) {
      return label.equals(registry.hostLabel()) ? Optional.of(registry) : Optional.empty();
    }

    @Override
    public Optional<Registry> defaultRegistry() {
      return Optional.of(registry);
    }
  }
}
