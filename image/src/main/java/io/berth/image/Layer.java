package io.berth.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A folder as a layer: sorted by name, owned by root, each file of the same time and of one of two
 * modes, so that the same files are the same bytes.
 *
 * @param blob the layer as it goes over the network
 * @param diffId the digest of what is in it, before it was compressed
 */
record Layer(Blob blob, String diffId) {
  private static final int FILE = 0644;
  private static final int PROGRAM = 0755;

  /**
   * Packs a folder.
   *
   * @param given folders in it that belong to the user of the image, as paths without a slash
   */
  static Layer of(Path root, Set<String> given, Instant time, OciLayout layout) throws IOException {
    var writer = layout.writer(OciLayout.LAYER);
    var tarDigest = Blob.sha256();
    try (var gzip = new GZIPOutputStream(writer);
        var tar = new TarArchiveOutputStream(new DigestOutputStream(gzip, tarDigest))) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (var entry : files(root).entrySet()) {
        add(tar, entry.getKey(), entry.getValue(), given.contains(entry.getKey()), time);
      }
    }
    return new Layer(writer.finish(), Blob.name(tarDigest));
  }

  private static SortedMap<String, Path> files(Path root) throws IOException {
    var files = new TreeMap<String, Path>();
    try (var all = Files.walk(root)) {
      all.filter(file -> !file.equals(root))
          .forEach(file -> files.put(root.relativize(file).toString(), file));
    }
    return files;
  }

  private static void add(
      TarArchiveOutputStream tar, String name, Path file, boolean isGiven, Instant time)
      throws IOException {
    var entry = entry(name, file);
    entry.setLastModifiedTime(FileTime.from(time));
    int owner = isGiven ? RootFileSystem.USER : 0;
    entry.setIds(owner, owner);
    entry.setNames("", "");
    tar.putArchiveEntry(entry);
    if (entry.getSize() > 0) {
      Files.copy(file, tar);
    }
    tar.closeArchiveEntry();
  }

  private static TarArchiveEntry entry(String name, Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      var link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
      link.setLinkName(Files.readSymbolicLink(file).toString());
      return link;
    }
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      var folder = new TarArchiveEntry(name + "/");
      folder.setMode(PROGRAM);
      return folder;
    }
    var entry = new TarArchiveEntry(name);
    entry.setSize(Files.size(file));
    entry.setMode(Files.isExecutable(file) ? PROGRAM : FILE);
    return entry;
  }

  static List<String> diffIds(List<Layer> layers) {
    return layers.stream().map(Layer::diffId).toList();
  }
}
