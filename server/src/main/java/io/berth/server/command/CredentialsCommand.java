package io.berth.server.command;

import io.berth.control.registry.ManagedRegistries;
import io.berth.control.registry.ManagedRegistry;
import io.berth.identity.federation.Providers;
import io.berth.identity.user.NewUser;
import io.berth.identity.user.Passwords;
import io.berth.identity.user.SecretPolicy;
import io.berth.identity.user.Users;
import io.berth.server.config.UsageException;
import java.time.Clock;
import java.util.List;

/**
 * {@code credentials REGISTRY}: makes a local user, administrator of that registry, and prints how
 * to sign in; also while the server runs.
 */
final class CredentialsCommand implements Command {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

  @Override
  public int run(Invocation invocation) {
    if (invocation.words().size() != 1) {
      throw new UsageException("say which registry: berth credentials demo");
    }
    var wanted = invocation.words().getFirst();
    var clock = Clock.systemUTC();
    try (var beside = CommandDatabase.open(invocation.settings(), Clock.systemUTC())) {
      var all =
          new ManagedRegistries(beside.database(), beside.vault(), beside.random(), clock).all();
      var registry = choose(all, wanted);
      var providers = new Providers(beside.database(), beside.vault(), clock);
      if (providers.find(registry.id()).isPresent()) {
        throw new UsageException(
            "people sign in to "
                + registry.name()
                + " through its OpenID Connect provider; remove that first for local users");
      }
      var username = name(beside);
      var password = SecretPolicy.random(beside.random(), 20);
      new Users(beside.database(), new Passwords(beside.random(), 1), clock)
          .createLocal(registry.id(), new NewUser(username, null, username, "", password, true));
      invocation.out().println("registry  " + registry.name() + " (" + registry.id() + ")");
      invocation.out().println("username  " + username);
      invocation.out().println("password  " + password);
      return 0;
    }
  }

  /** The registry with this id or name. */
  static ManagedRegistry choose(List<ManagedRegistry> all, String wanted) {
    var found = ManagedRegistry.called(wanted, all);
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw new UsageException(
        found.isEmpty()
            ? "there is no registry "
                + wanted
                + "; there are "
                + all.stream().map(ManagedRegistry::name).toList()
            : "several registries are called " + wanted + ": say the id");
  }

  private static String name(CommandDatabase beside) {
    var name = new StringBuilder("user-");
    for (int i = 0; i < 8; i++) {
      name.append(LETTERS.charAt(beside.random().nextInt(LETTERS.length())));
    }
    return name.toString();
  }
}
