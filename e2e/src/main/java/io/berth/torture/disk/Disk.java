package io.berth.torture.disk;

import io.berth.client.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is in a data folder, read as files: {@code blobs/<algorithm>/<2 hex>/<hex>} and {@code
 * uploads/<id>}.
 */
public record Disk(Path data) {
  private static final Map<String, String> ALGORITHMS =
      Map.of("sha256", "SHA-256", "sha512", "SHA-512");

  /** The digests of the stored blobs, by their names. */
  public Set<String> blobs() throws IOException {
    return new TreeSet<>(files().keySet());
  }

  /** Blobs whose bytes are not what their name says. */
  public Set<String> damaged() throws IOException {
    var damaged = new TreeSet<String>();
    for (var file : files().entrySet()) {
      var algorithm = file.getKey().substring(0, file.getKey().indexOf(':'));
      try {
        if (!Content.digest(hash(file.getValue(), algorithm), algorithm).equals(file.getKey())) {
          damaged.add(file.getKey());
        }
      } catch (NoSuchFileException _) {
        // Collected meanwhile.
      }
    }
    return damaged;
  }

  private static byte[] hash(Path file, String algorithm) throws IOException {
    try {
      var hash = MessageDigest.getInstance(ALGORITHMS.get(algorithm));
      try (var sink = new DigestOutputStream(OutputStream.nullOutputStream(), hash)) {
        Files.copy(file, sink);
      }
      return hash.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The file of a blob. */
  public Path file(String digest) {
    var parts = digest.split(":", 2);
    return data.resolve("blobs")
        .resolve(parts[0])
        .resolve(parts[1].substring(0, 2))
        .resolve(parts[1]);
  }

  /** The ids of staged uploads. */
  public Set<String> staged() throws IOException {
    var staged = new TreeSet<String>();
    try (var files = Files.list(data.resolve("uploads"))) {
      files.forEach(file -> staged.add(String.valueOf(file.getFileName())));
    }
    return staged;
  }

  private Map<String, Path> files() throws IOException {
    var found = new TreeMap<String, Path>();
    for (var algorithm : ALGORITHMS.keySet()) {
      var root = data.resolve("blobs").resolve(algorithm);
      if (Files.isDirectory(root)) {
        try (var files = Files.walk(root, 2)) {
          files
              .filter(file -> root.relativize(file).getNameCount() == 2)
              .forEach(file -> found.put(algorithm + ":" + file.getFileName(), file));
        }
      }
    }
    return found;
  }
}
