package io.berth.server.command;

import io.berth.control.registry.ManagedRegistries;
import io.berth.secret.Tokens;
import io.berth.secret.Vault;
import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import io.berth.server.place.DataFolder;
import io.berth.server.place.Databases;
import io.berth.server.place.FolderSecrets;
import io.berth.server.place.MasterKey;
import io.berth.server.tls.LocalAuthority;
import io.berth.sql.Installation;
import io.berth.sql.SealedColumns;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code keys rotate (master-key | tokens | authority)}: replaces a key of the installation, beside
 * running servers or without one. With {@code --lost}, and no server, the master key may be one
 * that nobody has any more. What each breaks, and for how long: docs/guide/keys.md.
 */
final class RotateKeysCommand implements Command {
  /** In that time every server has looked several times, also one whose clock is a little off. */
  private static final Duration SHARED_IN = MasterKey.LOOK.multipliedBy(5);

  @Override
  public int run(Invocation invocation) throws Exception {
    var words = invocation.words();
    return switch (words.isEmpty() ? "" : words.getFirst()) {
      case "master-key" ->
          invocation.options().containsKey("lost") ? lost(invocation) : masterKey(invocation);
      case "tokens" -> tokens(invocation);
      case "authority" -> authority(invocation.settings(), invocation.out());
      default -> throw new UsageException("say which: master-key, tokens or authority");
    };
  }

  private static int masterKey(Invocation invocation) throws Exception {
    var settings = invocation.settings();
    var wanted = wanted(invocation);
    if (wanted.isEmpty() && settings.masterKey().isPresent()) {
      throw new UsageException(
          "the setting master-key says the key: make another one (32 bytes in base64), give its file"
              + " with --new-key-file, and change the setting of every server before its next start");
    }
    var out = invocation.out();
    try (var beside = CommandDatabase.open(settings, Clock.systemUTC())) {
      var folder = DataFolder.beside(settings);
      var announced =
          MasterKey.announce(
              settings,
              folder,
              beside.database(),
              wanted,
              Clock.systemUTC().instant().plus(SHARED_IN));
      out.println("the new master key has the fingerprint " + announced.fingerprint());
      await(announced.from());
      // Takes the new key, and the file of this folder with it.
      beside.vault().refresh();
      var only = new Vault(announced.key(), new SecureRandom());
      var columns = new SealedColumns(beside.database());
      for (long renewed = -1; renewed != 0; ) {
        var pass = columns.renew((place, value) -> renew(beside.vault(), only, place, value));
        renewed = pass.values().stream().mapToLong(Long::longValue).sum();
        tell(out, pass);
      }
      new Installation(beside.database()).replaceMasterKey(announced.fingerprint());
      out.println(
          settings.masterKey().isPresent()
              ? "done: change the setting master-key of every server before its next start"
              : "done: servers have the new key in their master.key; keep a copy of it, and take a"
                  + " backup");
      return 0;
    }
  }

  private static Optional<byte[]> wanted(Invocation invocation) {
    return Optional.ofNullable(invocation.options().get("new-key-file"))
        .map(file -> FolderSecrets.key(Path.of(file)));
  }

  /** Nobody can open what was sealed any more: it goes, and all else stays. */
  private static int lost(Invocation invocation) throws IOException {
    var settings = invocation.settings();
    var out = invocation.out();
    // No server of this folder may seal anything meanwhile.
    try (var folder = DataFolder.lock(settings);
        var database = Databases.open(settings, folder)) {
      Databases.require(database);
      var key = MasterKey.afterLoss(settings, folder, database, wanted(invocation));
      var vault = new Vault(key, new SecureRandom());
      var tokens = new Tokens(new SecureRandom());
      new SealedColumns(database)
          .giveUp(
              place ->
                  vault.seal(place, place.startsWith("registry.") ? tokens.bytes(32) : new byte[0]))
          .forEach(
              (table, many) -> {
                if (many > 0) {
                  out.printf("%s: %,d lost%n", table, many);
                }
              });
      folder.secrets().replaceMasterKey(key);
      new Installation(database).startOverWithMasterKey(vault.fingerprint());
      out.println(
          "the master key has the fingerprint "
              + vault.fingerprint()
              + " now; docs/guide/troubleshooting.md says what to set up again");
      return 0;
    }
  }

  private static void await(Instant from) throws InterruptedException {
    var left = Duration.between(Clock.systemUTC().instant(), from);
    if (left.isPositive()) {
      Thread.sleep(left);
    }
  }

  private static Optional<byte[]> renew(Vault both, Vault only, String place, byte[] sealed) {
    try {
      only.open(place, sealed);
      return Optional.empty();
    } catch (IllegalStateException _) {
      return Optional.of(only.seal(place, both.open(place, sealed)));
    }
  }

  private static void tell(PrintStream out, Map<String, Long> renewed) {
    renewed.forEach(
        (column, many) -> {
          if (many > 0) {
            out.printf("%s: %,d sealed anew%n", column, many);
          }
        });
  }

  private static int tokens(Invocation invocation) {
    try (var beside = CommandDatabase.open(invocation.settings(), Clock.systemUTC())) {
      var registries =
          new ManagedRegistries(
              beside.database(), beside.vault(), beside.random(), Clock.systemUTC());
      var wanted = invocation.options().get("registry");
      var all = registries.all();
      var chosen = wanted == null ? all : List.of(CredentialsCommand.choose(all, wanted));
      for (var registry : chosen) {
        registries.newTokenKey(registry.id());
        invocation
            .out()
            .println(
                "%s (%s): tokens from before are void".formatted(registry.name(), registry.id()));
      }
      return 0;
    }
  }

  private static int authority(Settings settings, PrintStream out) throws IOException {
    if (settings.tls().isPresent()) {
      throw new UsageException(
          "the certificate comes from files (tls-certificate-file): whoever makes them replaces it");
    }
    var folder = DataFolder.beside(settings);
    if (!Files.exists(folder.tls().resolve("ca.pem"))) {
      throw new UsageException("there is no local authority yet in " + folder.tls());
    }
    var file = new LocalAuthority(folder.tls(), Clock.systemUTC(), new SecureRandom()).replace();
    out.println("give clients " + file + ": the server uses it within a minute");
    out.println("who trusts the one from before is served until that one ends");
    return 0;
  }
}
