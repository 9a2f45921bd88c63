package io.berth.image;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The folder that an image is written to, as the OCI image specification has it under "Image
 * Layout": {@code oci-layout}, {@code index.json}, and all bytes by digest in {@code blobs/sha256}.
 */
final class OciLayout {
  static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
  static final String EMPTY = "application/vnd.oci.empty.v1+json";

  private static final String INDEX = "application/vnd.oci.image.index.v1+json";

  /** The order of members is that of the code, or that of their names. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
          .build();

  private final Path folder;
  private final Path blobs;

  private OciLayout(Path folder) {
    this.folder = folder;
    this.blobs = folder.resolve("blobs/sha256");
  }

  /**
   * An empty layout; one that was there is replaced.
   *
   * @throws ImageException when the folder has other things, which are not touched
   */
  static OciLayout create(Path folder) throws IOException, ImageException {
    if (Files.exists(folder) && !Files.exists(folder.resolve("oci-layout")) && !isEmpty(folder)) {
      throw new ImageException(
          folder + " is neither empty nor an earlier image: say another folder with --output");
    }
    for (var own : List.of("index.json", "blobs", "oci-layout")) {
      delete(folder.resolve(own));
    }
    var layout = new OciLayout(folder);
    Files.createDirectories(layout.blobs);
    Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    return layout;
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  /** Deletes a file, or a folder with all it holds, if it is there. */
  static void delete(Path place) throws IOException {
    if (Files.notExists(place, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (var files = Files.walk(place)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  Path folder() {
    return folder;
  }

  /** Takes the bytes of a blob; {@link BlobWriter#finish} gives it its name. */
  BlobWriter writer(String mediaType) throws IOException {
    return new BlobWriter(blobs, mediaType, blobs.resolve("new"), Blob.sha256());
  }

  Blob json(String mediaType, Object value) throws IOException {
    return bytes(mediaType, JSON.writeValueAsBytes(value));
  }

  Blob bytes(String mediaType, byte[] bytes) throws IOException {
    var writer = writer(mediaType);
    try (writer) {
      writer.write(bytes);
    }
    return writer.finish();
  }

  private record Manifest(
      int schemaVersion,
      String mediaType,
      Blob config,
      List<Blob> layers,
      Map<String, String> annotations) {}

  private record Referrer(
      int schemaVersion,
      String mediaType,
      String artifactType,
      Blob config,
      List<Blob> layers,
      Blob subject) {}

  private record Named(
      String mediaType,
      String digest,
      long size,
      String artifactType,
      Map<String, String> annotations) {}

  private record Index(int schemaVersion, String mediaType, List<Named> manifests) {}

  /** An image's manifest. */
  Blob manifest(Blob config, List<Blob> layers, Map<String, String> annotations)
      throws IOException {
    return json(MANIFEST, new Manifest(2, MANIFEST, config, layers, annotations));
  }

  /** The manifest of something about another manifest, which its referrers list. */
  Blob referrer(Blob subject, String artifactType, Blob content) throws IOException {
    var empty = bytes(EMPTY, new byte[] {'{', '}'});
    return json(
        MANIFEST, new Referrer(2, MANIFEST, artifactType, empty, List.of(content), subject));
  }

  /** Says what is in the layout, as the last step. */
  void index(Blob image, String tag, Blob referrer, String artifactType) throws IOException {
    var manifests =
        List.of(
            new Named(
                image.mediaType(),
                image.digest(),
                image.size(),
                "",
                Map.of("org.opencontainers.image.ref.name", tag)),
            new Named(
                referrer.mediaType(), referrer.digest(), referrer.size(), artifactType, Map.of()));
    Files.write(
        folder.resolve("index.json"), JSON.writeValueAsBytes(new Index(2, INDEX, manifests)));
  }

  /** The bytes of one blob on their way. */
  static final class BlobWriter extends FilterOutputStream {
    private final Path blobs;
    private final String mediaType;
    private final Path file;
    private final MessageDigest digest;

    private BlobWriter(Path blobs, String mediaType, Path file, MessageDigest digest)
        throws IOException {
      super(new DigestOutputStream(Files.newOutputStream(file), digest));
      this.blobs = blobs;
      this.mediaType = mediaType;
      this.file = file;
      this.digest = digest;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length); // whole, where the class above goes byte by byte
    }

    /** After it was closed. */
    Blob finish() throws IOException {
      var name = Blob.name(digest);
      long size = Files.size(file);
      Files.move(
          file,
          blobs.resolve(name.substring(name.indexOf(':') + 1)),
          StandardCopyOption.REPLACE_EXISTING);
      return new Blob(mediaType, name, size);
    }
  }
}
