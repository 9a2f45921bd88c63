package io.berth.oci;

import static io.berth.oci.DataSet.fields;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.berth.content.Digest.Algorithm;
import io.berth.content.MediaType;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The kinds of content that registries meet. */
enum DataSets {
  IMAGE("an image", set -> set.image("image")),
  IMAGE_WITHOUT_MEDIA_TYPE(
      "an image whose manifest does not name its media type",
      set ->
          set.document(
              MediaType.OCI_MANIFEST,
              fields(
                  "schemaVersion", 2, "config", set.imageConfig(), "layers", List.of(set.layer())),
              "image-1.0")),
  UNCOMPRESSED_IMAGE(
      "an image of uncompressed layers",
      set ->
          set.manifest(
              MediaType.OCI_MANIFEST,
              fields(
                  "config",
                  set.imageConfig(),
                  "layers",
                  List.of(set.blob("application/vnd.oci.image.layer.v1.tar", set.noise(900)))),
              "uncompressed")),
  LARGE_MANIFEST(
      "an image with a manifest of almost 4 MB",
      set ->
          set.manifest(
              MediaType.OCI_MANIFEST,
              fields(
                  "config",
                  set.imageConfig(),
                  "layers",
                  List.of(set.layer()),
                  "annotations",
                  Map.of("large", "A".repeat(3_900_000))),
              "large")),
  INDEX("an index of two images", set -> set.index(List.of(set.image(), set.image()), "index")),
  NESTED_INDEX(
      "an index of two indexes",
      set ->
          set.index(
              List.of(
                  set.index(List.of(set.image(), set.image())),
                  set.index(List.of(set.image(), set.image()))),
              "nested")),
  EMPTY_INDEX("an index of nothing", set -> set.index(List.of(), "empty-index")),
  ARTIFACT("an artifact", set -> set.artifact("application/x.one", null, "artifact")),
  ARTIFACT_INDEX(
      "an index of artifacts",
      set ->
          set.manifest(
              MediaType.OCI_INDEX,
              fields(
                  "artifactType",
                  "application/x.many",
                  "manifests",
                  List.of(
                      set.artifact("application/x.one", null),
                      set.artifact("application/x.two", null))),
              "artifact-index")),
  ARTIFACT_WITHOUT_LAYERS(
      "an artifact whose only layer is the empty object",
      set ->
          set.manifest(
              MediaType.OCI_MANIFEST,
              fields(
                  "artifactType",
                  "application/x.none",
                  "config",
                  set.emptyJson(),
                  "layers",
                  List.of(set.emptyJson())),
              "no-content")),
  SUBJECT(
      "an image and artifacts that refer to it",
      set -> {
        var image = set.image("subject");
        set.artifact("application/x.sig", image, "signature");
        set.artifact("application/x.sbom", image);
        set.manifest(
            MediaType.OCI_MANIFEST,
            fields("config", set.imageConfig(), "layers", List.of(set.layer()), "subject", image));
      }),
  INDEX_WITH_SUBJECT(
      "an index that refers to an index",
      set -> {
        var index = set.index(List.of(set.image()), "subject-index");
        set.manifest(
            MediaType.OCI_INDEX,
            fields(
                "artifactType",
                "application/x.many",
                "manifests",
                List.of(set.artifact("application/x.one", null)),
                "subject",
                index,
                "annotations",
                Map.of("k", "v")),
            "referring-index");
      }),
  MISSING_SUBJECT(
      "an artifact that refers to what is not there",
      set -> set.artifact("application/x.sig", set.absent(MediaType.OCI_MANIFEST), "orphan")),
  DATA_FIELD("an image with its content in its descriptors", set -> set.withData().image("data")),
  NONDISTRIBUTABLE(
      "an image with layers that stay elsewhere",
      set -> {
        var elsewhere = set.absent("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip");
        elsewhere.put("urls", List.of("https://store.example.com/layer"));
        set.manifest(
            MediaType.OCI_MANIFEST,
            fields("config", set.imageConfig(), "layers", List.of(elsewhere, set.layer())),
            "foreign");
      }),
  CUSTOM_FIELDS(
      "an image and its index with fields nobody knows",
      set ->
          set.manifest(
              MediaType.OCI_INDEX,
              fields(
                  "manifests",
                  List.of(
                      set.manifest(
                          MediaType.OCI_MANIFEST,
                          fields(
                              "config",
                              set.imageConfig(),
                              "layers",
                              List.of(set.layer()),
                              "org.example.custom",
                              List.of(1, "two", Map.of("three", 3.5))))),
                  "x",
                  Map.of("y", true)),
              "custom")),
  NO_LAYERS(
      "an image without layers",
      set ->
          set.manifest(
              MediaType.OCI_MANIFEST,
              fields("config", set.imageConfig(), "layers", List.of()),
              "no-layers")),
  EMPTY_BLOB(
      "an artifact of no bytes",
      set ->
          set.manifest(
              MediaType.OCI_MANIFEST,
              fields(
                  "artifactType",
                  "application/x.empty",
                  "config",
                  set.emptyJson(),
                  "layers",
                  List.of(set.blob("application/octet-stream", new byte[0]))),
              "empty-blob")),
  DOCKER(
      "a Docker manifest list of two Docker images",
      set -> {
        var config = set.blob(MediaType.DOCKER_IMAGE_CONFIG, "{\"os\":\"linux\"}".getBytes(UTF_8));
        var layer = set.blob("application/vnd.docker.image.rootfs.diff.tar.gzip", set.noise(700));
        var foreign = set.absent("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip");
        var one =
            set.manifest(
                MediaType.DOCKER_MANIFEST,
                fields("config", config, "layers", List.of(layer)),
                "v2");
        var two =
            set.manifest(
                MediaType.DOCKER_MANIFEST,
                fields("config", config, "layers", List.of(foreign, layer)));
        set.manifest(MediaType.DOCKER_LIST, fields("manifests", List.of(one, two)), "list");
      }),
  BUILD_CACHE(
      "an index whose children are blobs",
      set ->
          set.index(
              List.of(
                  set.layer(),
                  set.blob("application/vnd.buildkit.cacheconfig.v0", "{}".getBytes(UTF_8))),
              "cache")),
  SPARSE_IMAGE(
      "an image without one of its layers",
      set ->
          set.manifest(
              MediaType.OCI_MANIFEST,
              fields(
                  "config",
                  set.imageConfig(),
                  "layers",
                  List.of(set.layer(), set.absent("application/vnd.oci.image.layer.v1.tar+gzip"))),
              "sparse")),
  SPARSE_INDEX(
      "an index without one of its images",
      set -> set.index(List.of(set.image(), set.absent(MediaType.OCI_MANIFEST)), "sparse-index")),
  SHA512(
      "an index of images in SHA-512",
      Algorithm.SHA512,
      set -> set.index(List.of(set.image(), set.image()))),
  TAG_PARAMETERS(
      "an index and its images with tags as parameters",
      Algorithm.SHA256,
      set -> set.index(List.of(set.image("p1", "p1-again"), set.image("p2")), "p", "p-again")),
  TAG_PARAMETERS_SHA512(
      "the same in SHA-512",
      Algorithm.SHA512,
      set -> set.index(List.of(set.image("q1"), set.image("q2")), "q", "q-again"));

  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // built here, only read afterwards
  private final DataSet set;

  DataSets(String description, Consumer<DataSet> content) {
    this(description, new DataSet(), content);
  }

  DataSets(String description, Algorithm algorithm, Consumer<DataSet> content) {
    this(description, new DataSet(algorithm, true), content);
  }

  DataSets(String description, DataSet set, Consumer<DataSet> content) {
    this.description = description;
    this.set = set;
    content.accept(set);
  }

  DataSet set() {
    return set;
  }

  /** True when something it points at is nowhere, and not because it may be elsewhere. */
  boolean sparse() {
    return this == SPARSE_IMAGE || this == SPARSE_INDEX;
  }

  @Override
  public String toString() {
    return description;
  }
}
