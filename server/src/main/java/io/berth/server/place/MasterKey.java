package io.berth.server.place;

import io.berth.secret.Vault;
import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import io.berth.sql.Database;
import java.security.SecureRandom;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

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
    boolean isKnown = fingerprint(database).isPresent();
    var vault = new Vault(folder.masterKey(settings, isKnown, random), random);
    if (!isKnown) {
      // Of several servers that start at once on an empty database, one is first.
      database.run(
          handle ->
              handle
                  .createUpdate(
                      "INSERT INTO installation (name, value) VALUES ('master_key', :fingerprint)"
                          + " ON CONFLICT (name) DO NOTHING")
                  .bind("fingerprint", vault.fingerprint())
                  .execute());
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

  private static void check(
      Settings settings, DataFolder folder, Database database, Vault vault) {
    var there = fingerprint(database);
    if (there.isPresent() && !there.get().equals(vault.fingerprint())) {
      throw new UsageException(
          ("the secrets in this database are sealed under the master key with the fingerprint %s,"
                  + " and %s has another one (%s); nothing was changed. Give this server the key of"
                  + " the servers that use the database: the setting master-key, or the file"
                  + " master.key of the first one's data folder")
              .formatted(there.get(), folder.masterKeyPlace(settings), vault.fingerprint()));
    }
  }

  private static Optional<String> fingerprint(Database database) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT value FROM installation WHERE name = 'master_key'")
                .mapTo(String.class)
                .findOne());
  }
}
