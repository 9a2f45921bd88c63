package io.berth.server.place;

import io.berth.secret.Vault;
import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import io.berth.sql.Database;
import io.berth.sql.Installation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The master key and the database belong together: table {@code installation} has the fingerprint
 * of the key that the sealed columns are under, and with another key nothing starts.
 */
public final class MasterKey {
  /** How often a server looks whether its key is being replaced. */
  public static final Duration LOOK = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(MasterKey.class);
  private static final String NEXT = "installation.next_master_key";
  private static final String FORMER = "installation.former_master_key";
  private static final String SETTING = "the setting master-key";

  private MasterKey() {}

  /**
   * The vault of a server, whose first start makes the key and says in the database which it is.
   * Once the key is replaced its {@link Vault#refresh} takes the new one, and the file {@code
   * master.key} with it where there is one.
   *
   * @throws UsageException when the database's secrets are sealed under another key, or under one
   *     that is not here
   */
  public static Vault ofServer(
      Settings settings,
      DataFolder folder,
      Database database,
      SecureRandom random,
      InstantSource clock) {
    var installation = new Installation(database);
    boolean isKnown = installation.masterKey().isPresent();
    var key = folder.secrets().masterKey(settings, isKnown, random);
    if (!isKnown) {
      installation.masterKeyIs(fingerprint(key));
    }
    check(settings, folder, database, key);
    return new Vault(new KnownKeys(installation, settings, folder, clock, key), random);
  }

  /**
   * The vault of a command beside a server.
   *
   * @throws UsageException when the database's secrets are sealed under another key, or under one
   *     that is not here
   */
  public static Vault ofCommand(
      Settings settings,
      DataFolder folder,
      Database database,
      SecureRandom random,
      InstantSource clock) {
    var key = folder.secrets().masterKey(settings, true, random);
    check(settings, folder, database, key);
    return new Vault(
        new KnownKeys(new Installation(database), settings, folder, clock, key), random);
  }

  /** The keys that an installation has now, found from one of them. */
  private static final class KnownKeys implements Supplier<List<byte[]>> {
    private final Installation installation;
    private final Settings settings;
    private final DataFolder folder;
    private final InstantSource clock;
    private byte[] latest;

    KnownKeys(
        Installation installation,
        Settings settings,
        DataFolder folder,
        InstantSource clock,
        byte[] key) {
      this.installation = installation;
      this.settings = settings;
      this.folder = folder;
      this.clock = clock;
      this.latest = key;
    }

    @Override
    public synchronized List<byte[]> get() {
      var keys = installation.masterKeys();
      if (keys.isEmpty()) {
        return List.of(latest);
      }
      var next = keys.get().next();
      if (next.isPresent() && fingerprint(latest).equals(keys.get().current())) {
        var before = latest;
        take(vault(before).open(NEXT, next.get()));
        return inOrder(latest, before, keys.get().nextFrom());
      }
      var former = keys.get().former();
      if (former.isEmpty()) {
        return List.of(latest);
      }
      try {
        var before = vault(latest).open(FORMER, former.get());
        return inOrder(latest, before, next.isPresent() ? keys.get().nextFrom() : Instant.EPOCH);
      } catch (IllegalStateException _) {
        // It was replaced while this process stood still; what it knows opens what it sealed.
        LOG.error(
            "the master key was replaced while this server stood still: restart it with the new one,"
                + " fingerprint {}",
            keys.get().current());
        return List.of(latest);
      }
    }

    /** Until everybody knows the next key, nobody seals under it. */
    private List<byte[]> inOrder(byte[] next, byte[] before, Instant from) {
      return clock.instant().isBefore(from) ? List.of(before, next) : List.of(next, before);
    }

    private void take(byte[] key) {
      latest = key;
      try {
        if (settings.masterKey().isPresent()) {
          LOG.warn(
              "the master key is being replaced: change the setting master-key before the next"
                  + " start; the new key has the fingerprint {}",
              fingerprint(key));
        } else {
          folder.secrets().replaceMasterKey(key);
        }
      } catch (IOException e) {
        LOG.error("the new master key could not be written into the data folder: put it there", e);
      }
    }
  }

  /** A replacement of the master key that was announced to all servers. */
  public record Announced(byte[] key, String fingerprint, Instant from) {}

  /**
   * Announces another key, or finds the one that was announced and never came to its end.
   *
   * @param wanted empty to make one
   * @param from until then every server looks and knows it, and nobody seals under it
   * @throws UsageException when another one is being taken, or it is the one that there is
   */
  public static Announced announce(
      Settings settings,
      DataFolder folder,
      Database database,
      Optional<byte[]> wanted,
      Instant from) {
    var installation = new Installation(database);
    var random = new SecureRandom();
    var own = folder.secrets().masterKey(settings, true, random);
    var there = installation.masterKeys().orElseThrow();
    if (there.next().isPresent()) {
      var key =
          fingerprint(own).equals(there.current())
              ? vault(own).open(NEXT, there.next().get())
              : own;
      if (wanted.isPresent() && !MessageDigest.isEqual(wanted.get(), key)) {
        throw new UsageException(
            "another replacement of the master key has not come to its end: give the command"
                + " without --new-key-file, which goes on with that");
      }
      return new Announced(key, fingerprint(key), there.nextFrom());
    }
    var key = wanted.orElseGet(() -> random(random));
    if (MessageDigest.isEqual(key, own)) {
      throw new UsageException("that is the master key already");
    }
    installation.announceMasterKey(vault(own).seal(NEXT, key), vault(key).seal(FORMER, own), from);
    return new Announced(key, fingerprint(key), from);
  }

  /**
   * The key to go on with where the one that the tables are sealed under is lost.
   *
   * @param wanted empty for what the setting or the file {@code master.key} says, or else a new one
   * @throws UsageException when the key is not lost
   */
  public static byte[] afterLoss(
      Settings settings, DataFolder folder, Database database, Optional<byte[]> wanted) {
    var there = new Installation(database).masterKeys();
    if (there.isEmpty()) {
      throw new UsageException("nothing was ever sealed in this database");
    }
    var own = folder.secrets().masterKey(settings, false, new SecureRandom());
    if (fingerprint(own).equals(there.get().current()) || isNext(there.get(), own)) {
      throw new UsageException(
          "the master key is not lost: %s has it; without --lost it is replaced and nothing is lost"
              .formatted(folder.secrets().masterKeyPlace(settings)));
    }
    return wanted.orElse(own);
  }

  private static byte[] random(SecureRandom random) {
    var key = new byte[32];
    random.nextBytes(key);
    return key;
  }

  private static Vault vault(byte[] key) {
    return new Vault(key, new SecureRandom());
  }

  private static String fingerprint(byte[] key) {
    return vault(key).fingerprint();
  }

  /**
   * Finds the key of a database that is to be restored: the setting, a file {@code master.key} that
   * the operator put into the folder, or what the backup has.
   *
   * @param wanted the fingerprint of the key that the database is sealed under
   * @throws UsageException when there is none, or another one
   */
  public static void requireForRestore(
      Settings settings, Map<String, byte[]> secrets, String wanted) {
    var file = settings.data().resolve(FolderSecrets.MASTER_KEY);
    var saved = secrets.get(FolderSecrets.MASTER_KEY);
    byte[] key;
    String place;
    if (settings.masterKey().isPresent() || Files.exists(file)) {
      var given = settings.masterKey();
      key =
          given.isPresent() ? FolderSecrets.decode(given.get(), SETTING) : FolderSecrets.key(file);
      place = given.isPresent() ? SETTING : file.toString();
    } else if (saved != null) {
      key =
          FolderSecrets.decode(new String(saved, StandardCharsets.US_ASCII).strip(), "the backup");
      place = "the backup";
    } else {
      throw new UsageException(
          "the backup was taken without the master key (its fingerprint is %s): give the setting master-key, or put the file master.key into %s first"
              .formatted(wanted, settings.data()));
    }
    var fingerprint = fingerprint(key);
    if (!fingerprint.equals(wanted)) {
      throw new UsageException(
          "the backup is of a server with the master key %s, and %s has another one (%s): give that server's key"
              .formatted(wanted, place, fingerprint));
    }
  }

  private static void check(Settings settings, DataFolder folder, Database database, byte[] key) {
    var there = new Installation(database).masterKeys();
    var own = fingerprint(key);
    if (there.isPresent() && !there.get().current().equals(own) && !isNext(there.get(), key)) {
      throw new UsageException(
          ("the secrets in this database are sealed under the master key with the fingerprint %s,"
                  + " and %s has another one (%s); nothing was changed. Give this server the key of"
                  + " the servers that use the database: the setting master-key, or the file"
                  + " master.key of the first one's data folder")
              .formatted(there.get().current(), folder.secrets().masterKeyPlace(settings), own));
    }
  }

  /** Only who has the next key can open the one before it. */
  private static boolean isNext(Installation.MasterKeys keys, byte[] key) {
    try {
      return keys.next().isPresent()
          && keys.former().isPresent()
          && vault(key).open(FORMER, keys.former().get()).length == key.length;
    } catch (IllegalStateException _) {
      return false;
    }
  }
}
