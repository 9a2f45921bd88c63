package io.berth.server.command;

import io.berth.identity.user.AccessTokens;
import io.berth.server.login.DockerConfig;
import java.io.IOException;

/**
 * {@code logout HOST}: forgets the credentials of a registry, and ends their access token there.
 */
final class LogoutCommand implements Command {

  @Override
  public int run(Invocation invocation) throws IOException, InterruptedException {
    var host = LoginCommand.host(invocation, "logout");
    var config = new DockerConfig(invocation.environment());
    var known = config.get(host.name());
    if (known.isEmpty()) {
      System.err.println("berth: nobody is signed in to " + host.name() + " here");
      return 1;
    }
    boolean ended =
        known.get().secret().startsWith(AccessTokens.PREFIX)
            && LoginCommand.client(host, invocation.options()).revoke(known.get().secret());
    config.erase(host.name());
    invocation
        .out()
        .println(
            "Signed out of "
                + host.name()
                + (ended
                    ? "; its access token is revoked."
                    : "; the credential itself could not be ended from here: see your profile"
                        + " in the portal."));
    return 0;
  }
}
