package io.berth.server.place;

import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The files of a data folder that make this installation itself and that nothing else can be made
 * from: the master key, the local authority and the credentials of the first start.
 */
public final class FolderSecrets {
  static final String MASTER_KEY = "master.key";
  private static final String BOOTSTRAP = "bootstrap.json";
  private static final String TLS = "tls";

  /** A name that a file of them may have. */
  private static final Pattern NAME =
      Pattern.compile("(?:tls/)?[A-Za-z0-9_-][A-Za-z0-9._-]{1,99}+");

  private final Path path;

  FolderSecrets(Path path) {
    this.path = path;
  }

  /**
   * The master key: from the setting, else from its file, which the first start makes.
   *
   * @param mustExist true when there are secrets sealed under an earlier key; then a missing file
   *     is refused, because a new key could not open them
   */
  byte[] masterKey(Settings settings, boolean mustExist, SecureRandom random) {
    if (settings.masterKey().isPresent()) {
      return decode(settings.masterKey().get(), masterKeyPlace(settings));
    }
    var file = masterKeyFile();
    try {
      if (Files.exists(file)) {
        return decode(Files.readString(file).strip(), file.toString());
      }
      if (mustExist) {
        throw new UsageException(
            file
                + " is missing, and the database holds secrets sealed with it: put it back, or give"
                + " the setting master-key; of several servers on one database each needs the key"
                + " of the first one");
      }
      var key = new byte[32];
      random.nextBytes(key);
      DataFolder.writePrivate(file, base64(key));
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where {@link #masterKey} comes from, in words. */
  String masterKeyPlace(Settings settings) {
    return settings.masterKey().isPresent() ? "the setting master-key" : masterKeyFile().toString();
  }

  /** From now on the file has this key, where there is one. */
  public void replaceMasterKey(byte[] key) throws IOException {
    if (Files.exists(masterKeyFile())) {
      DataFolder.writePrivate(masterKeyFile(), base64(key));
    }
  }

  private Path masterKeyFile() {
    return path.resolve(MASTER_KEY);
  }

  private static String base64(byte[] key) {
    return Base64.getEncoder().encodeToString(key) + "\n";
  }

  /**
   * A key that the operator keeps in a file of its own.
   *
   * @throws UsageException when it does not hold 32 bytes in base64
   */
  public static byte[] key(Path file) {
    try {
      return decode(Files.readString(file).strip(), file.toString());
    } catch (IOException e) {
      throw new UsageException("cannot read the key " + file + ": " + e);
    }
  }

  static byte[] decode(String text, String where) {
    try {
      var key = Base64.getDecoder().decode(text);
      if (key.length == 32) {
        return key;
      }
    } catch (IllegalArgumentException _) {
      // said below
    }
    throw new UsageException(where + " must hold 32 bytes in base64");
  }

  /** All of them, by name; the master key also where a setting has it. */
  public Map<String, byte[]> read(Settings settings) throws IOException {
    var secrets = new TreeMap<String, byte[]>();
    var key = masterKey(settings, true, new SecureRandom());
    secrets.put(MASTER_KEY, base64(key).getBytes(StandardCharsets.US_ASCII));
    var bootstrap = path.resolve(BOOTSTRAP);
    if (Files.exists(bootstrap)) {
      secrets.put(BOOTSTRAP, Files.readAllBytes(bootstrap));
    }
    if (Files.isDirectory(path.resolve(TLS))) {
      try (var files = Files.list(path.resolve(TLS))) {
        for (var file : files.filter(Files::isRegularFile).toList()) {
          secrets.put(TLS + "/" + file.getFileName(), Files.readAllBytes(file));
        }
      }
    }
    return secrets;
  }

  /**
   * Writes what {@link #read} read; a master key that is there stays.
   *
   * @throws UsageException when a name is not one of such a file
   */
  public void restore(Map<String, byte[]> secrets) throws IOException {
    for (var secret : secrets.entrySet()) {
      var file = path.resolve(secret.getKey());
      if (!NAME.matcher(secret.getKey()).matches()) {
        throw new UsageException("the backup has a secret with the name " + secret.getKey());
      }
      if (!secret.getKey().equals(MASTER_KEY) || !Files.exists(file)) {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        var text = new String(secret.getValue(), StandardCharsets.UTF_8);
        if (file.toString().endsWith(".pem")) {
          DataFolder.writePublic(file, text);
        } else {
          DataFolder.writePrivate(file, text);
        }
      }
    }
  }
}
