package io.berth.server.command;

import io.berth.control.registry.RegistryDomains;
import io.berth.server.config.UsageException;
import java.time.Clock;
import java.util.Locale;

/**
 * {@code domain release NAME}: a host name that an owner gave a registry is free again, for when
 * somebody claimed a name that is another's. A running server stops answering to it within five
 * seconds.
 */
final class ReleaseDomainCommand implements Command {
  @Override
  public int run(Invocation invocation) {
    if (invocation.words().isEmpty()) {
      throw new UsageException("say which: berth domain release NAME");
    }
    var name = invocation.words().getFirst().toLowerCase(Locale.ROOT);
    try (var beside = CommandDatabase.open(invocation.settings(), Clock.systemUTC())) {
      if (!RegistryDomains.release(beside.database(), name)) {
        throw new UsageException("no registry answers to " + name);
      }
      invocation.out().println("released  " + name);
      return 0;
    }
  }
}
