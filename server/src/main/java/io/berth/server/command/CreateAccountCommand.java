package io.berth.server.command;

import io.berth.control.account.Accounts;
import io.berth.fault.FaultException;
import io.berth.identity.user.Passwords;
import io.berth.identity.user.SecretPolicy;
import io.berth.server.config.UsageException;
import java.time.Clock;

/** {@code account create NAME}: another account of the control plane, without any project yet. */
final class CreateAccountCommand implements Command {
  @Override
  public int run(Invocation invocation) {
    if (invocation.words().isEmpty()) {
      throw new UsageException("say which: berth account create NAME");
    }
    var name = invocation.words().getFirst();
    try (var beside = CommandDatabase.open(invocation.settings(), Clock.systemUTC())) {
      var passwords = new Passwords(beside.random(), 1);
      var accounts = new Accounts(beside.database(), passwords, Clock.systemUTC());
      var password = SecretPolicy.random(beside.random(), 20);
      accounts.create(name, name + "@localhost", password);
      invocation.out().println("account   " + name);
      invocation.out().println("password  " + password);
      return 0;
    } catch (FaultException e) {
      throw new UsageException(e.fault().message());
    }
  }
}
