package io.berth.server;

import io.berth.control.Accounts;
import io.berth.identity.Passwords;
import io.berth.identity.SecretPolicy;
import java.time.Clock;

/**
 * {@code account reset-password [NAME]}: a new password for an account; its second factor is
 * removed and its browsers are signed out.
 */
final class ResetPasswordCommand implements Command {
  @Override
  public int run(Invocation invocation) {
    var name = invocation.words().isEmpty() ? FirstRun.ACCOUNT : invocation.words().getFirst();
    try (var beside = Beside.open(invocation.settings())) {
      var passwords = new Passwords(beside.random(), 1);
      var accounts = new Accounts(beside.database(), passwords, Clock.systemUTC());
      var password = SecretPolicy.random(beside.random(), 20);
      if (!accounts.recover(name, password)) {
        throw new UsageException("there is no account " + name);
      }
      invocation.out().println("account   " + name);
      invocation.out().println("password  " + password);
      return 0;
    }
  }
}
