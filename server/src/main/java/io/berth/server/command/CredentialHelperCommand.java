package io.berth.server.command;

import io.berth.fault.FaultException;
import io.berth.http.message.Json;
import io.berth.server.config.UsageException;
import io.berth.server.login.Credential;
import io.berth.server.login.CredentialFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * {@code credential-helper get|store|erase|list}: docker's credential helper protocol over standard
 * input and output. Refusals go to standard output, where docker reads them.
 */
final class CredentialHelperCommand implements Command {
  /** docker knows by this sentence that it may go on without credentials. */
  private static final String NONE = "credentials not found in native keychain";

  private static final int MOST = 64 * 1024;

  private final InputStream in;

  CredentialHelperCommand(InputStream in) {
    this.in = in;
  }

  @Override
  public int run(Invocation invocation) throws IOException {
    if (invocation.words().size() != 1) {
      throw new UsageException("say what to do: get, store, erase or list");
    }
    var file = new CredentialFile(invocation.environment());
    var out = invocation.out();
    switch (invocation.words().getFirst()) {
      case "get" -> {
        var server = input();
        var found = file.get(server);
        if (found.isEmpty()) {
          out.println(NONE);
          return 1;
        }
        out.println(
            Json.text(
                Map.of(
                    "ServerURL", server,
                    "Username", found.get().username(),
                    "Secret", found.get().secret())));
      }
      case "store" -> {
        try {
          var given = Json.tree(input().getBytes(StandardCharsets.UTF_8));
          var server = given.path("ServerURL").asText("");
          if (server.isBlank()) {
            out.println("no credentials server URL");
            return 1;
          }
          file.store(
              server,
              new Credential(given.path("Username").asText(), given.path("Secret").asText()));
        } catch (FaultException e) {
          out.println(e.fault().message());
          return 1;
        }
      }
      case "erase" -> file.erase(input());
      case "list" -> out.println(Json.text(file.list()));
      default -> throw new UsageException("say what to do: get, store, erase or list");
    }
    return 0;
  }

  private String input() throws IOException {
    return new String(in.readNBytes(MOST), StandardCharsets.UTF_8).strip();
  }
}
