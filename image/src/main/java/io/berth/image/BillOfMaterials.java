package io.berth.image;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * What is in an image, as CycloneDX: the libraries of the jar, as the build's plugin found them; of
 * the portal's pages, as npm says; and what the image adds to these, the Java runtime and the C
 * library.
 */
final class BillOfMaterials {
  static final String TYPE = "application/vnd.cyclonedx+json";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final Pattern GLIBC = Pattern.compile("\\((?<build>[^)]*)\\) (?<version>[0-9.]+)");

  private BillOfMaterials() {}

  /** The document's bytes: the same for the same build. */
  static byte[] of(Path repository) throws ImageException, IOException, InterruptedException {
    var file = repository.resolve("server/target/bom.json");
    if (Files.notExists(file)) {
      throw new ImageException(file + " is not there: ./berth image makes it");
    }
    var document = (ObjectNode) JSON.readTree(file.toFile());
    document.remove("serialNumber");
    if (document.path("metadata") instanceof ObjectNode metadata) {
      metadata.remove("timestamp");
    }
    var components = document.withArray("components");
    portal(repository.resolve("portal/package-lock.json"), components);
    components.add(runtime());
    components.add(library());
    return JSON.writeValueAsBytes(document);
  }

  /**
   * What the pages are built from, by the file that npm installs from; what only builds them is
   * left. {@code npm sbom --omit=dev} also leaves what both need, such as react.
   */
  private static void portal(Path lock, ArrayNode into) throws IOException {
    for (var entry : JSON.readTree(lock.toFile()).path("packages").properties()) {
      var name = entry.getKey().replaceFirst("^.*node_modules/", "");
      var found = entry.getValue();
      if (!name.isEmpty() && !found.path("dev").asBoolean()) {
        var version = found.path("version").asText();
        into.add(
            component("library", name, version, found.path("license").asText())
                .put("purl", "pkg:npm/" + name.replace("@", "%40") + "@" + version));
      }
    }
  }

  private static ObjectNode runtime() throws IOException {
    var release = new Properties();
    try (var in =
        Files.newBufferedReader(Path.of(System.getProperty("java.home", ""), "release"))) {
      release.load(in);
    }
    var version = release.getProperty("JAVA_RUNTIME_VERSION", "").replace("\"", "");
    var maker = release.getProperty("IMPLEMENTOR", "").replace("\"", "");
    return component("platform", "openjdk", version, "GPL-2.0-only WITH Classpath-exception-2.0")
        .put("publisher", maker);
  }

  private static ObjectNode library() throws ImageException, IOException, InterruptedException {
    var said = Tool.run(Map.of(), List.of("ldd", "--version"));
    var found = GLIBC.matcher(said);
    if (!found.find()) {
      throw new ImageException("ldd does not say of which C library it is: " + said);
    }
    return component("platform", "glibc", found.group("version"), "LGPL-2.1-or-later")
        .put("publisher", found.group("build"));
  }

  private static ObjectNode component(String type, String name, String version, String licence) {
    var component = JSON.createObjectNode();
    component.put("type", type);
    component.put("bom-ref", name + "@" + version);
    component.put("name", name);
    component.put("version", version);
    if (!licence.isEmpty()) {
      component.putArray("licenses").addObject().put("expression", licence);
    }
    return component;
  }
}
