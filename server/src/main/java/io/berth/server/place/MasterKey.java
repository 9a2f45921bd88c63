package io.berth.server.place;

import io.berth.secret.Vault;
import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import io.berth.sql.Database;
import io.berth.sql.Installation;
import java.security.SecureRandom;

/**
 * The master key and the database belong together: table {@code installation} has the fingerprint
 * of the key that the sealed columns are under, and with another key nothing starts.
 */
public final class MasterKey {
  private MasterKey() {}

  /**
   * The vault of a server, whose first start makes the key and says in the database which it is.
   *
   * @throws UsageException when the database's secrets are sealed under another key, or under one
   *     that is not here
   */
  public static Vault ofServer(
      Settings settings, DataFolder folder, Database database, SecureRandom random) {
    var installation = new Installation(database);
    boolean isKnown = installation.masterKey().isPresent();
    var vault = new Vault(folder.masterKey(settings, isKnown, random), random);
    if (!isKnown) {
      installation.masterKeyIs(vault.fingerprint());
    }
    check(settings, folder, database, vault);
    return vault;
  }

  /**
   * The vault of a command beside a server.
   *
   * @throws UsageException when the database's secrets are sealed under another key, or under one
   *     that is not here
   */
  public static Vault ofCommand(
      Settings settings, DataFolder folder, Database database, SecureRandom random) {
    var vault = new Vault(folder.masterKey(settings, true, random), random);
    check(settings, folder, database, vault);
    return vault;
  }

  private static void check(Settings settings, DataFolder folder, Database database, Vault vault) {
    var there = new Installation(database).masterKey();
    if (there.isPresent() && !there.get().equals(vault.fingerprint())) {
      throw new UsageException(
          ("the secrets in this database are sealed under the master key with the fingerprint %s,"
                  + " and %s has another one (%s); nothing was changed. Give this server the key of"
                  + " the servers that use the database: the setting master-key, or the file"
                  + " master.key of the first one's data folder")
              .formatted(there.get(), folder.masterKeyPlace(settings), vault.fingerprint()));
    }
  }
}
