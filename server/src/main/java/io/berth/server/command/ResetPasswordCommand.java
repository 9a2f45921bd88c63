package io.berth.server.command;

import io.berth.control.account.Accounts;
import io.berth.identity.user.Passwords;
import io.berth.identity.user.SecretPolicy;
import io.berth.server.config.UsageException;
import io.berth.server.wiring.FirstRun;
import java.time.Clock;

/**
 * {@code account reset-password [NAME]}: a new password for an account; its second factor is
 * removed, what people were let in with ends, and what stays is said.
 */
final class ResetPasswordCommand implements Command {
  @Override
  public int run(Invocation invocation) {
    var name = invocation.words().isEmpty() ? FirstRun.ACCOUNT : invocation.words().getFirst();
    try (var beside = CommandDatabase.open(invocation.settings(), Clock.systemUTC())) {
      var passwords = new Passwords(beside.random(), 1);
      var accounts = new Accounts(beside.database(), passwords, Clock.systemUTC());
      var password = SecretPolicy.random(beside.random(), 20);
      var left =
          accounts
              .recover(name, password)
              .orElseThrow(() -> new UsageException("there is no account " + name));
      invocation.out().println("account   " + name);
      invocation.out().println("password  " + password);
      invocation
          .out()
          .println(
              "ended     its browsers, second factor, programs it let in, and in all registries its"
                  + " sessions, CLI secrets and access tokens");
      invocation
          .out()
          .println(
              "left      "
                  + left.consumerKeys()
                  + " consumer keys and "
                  + left.clients()
                  + " OAuth2 clients, whose secrets are their own");
      return 0;
    }
  }
}
