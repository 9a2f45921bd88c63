package io.berth.image;

import com.fasterxml.jackson.databind.JsonNode;
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
    portal(repository.resolve("portal"), components);
    components.add(runtime());
    components.add(library());
    return JSON.writeValueAsBytes(document);
  }

  /** Of what npm has installed, what the pages are built from; what only builds them is left. */
  private static void portal(Path portal, ArrayNode into)
      throws ImageException, IOException, InterruptedException {
    var said =
        Tool.run(
            Map.of("npm_config_loglevel", "silent"),
            List.of(
                "npm",
                "--prefix",
                portal.toString(),
                "sbom",
                "--package-lock-only",
                "--omit=dev",
                "--sbom-format=cyclonedx"));
    for (JsonNode component : JSON.readTree(said).path("components")) {
      into.add(component);
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
    return component("openjdk", version, maker, "GPL-2.0-only WITH Classpath-exception-2.0");
  }

  private static ObjectNode library() throws ImageException, IOException, InterruptedException {
    var said = Tool.run(Map.of(), List.of("ldd", "--version"));
    var found = GLIBC.matcher(said);
    if (!found.find()) {
      throw new ImageException("ldd does not say of which C library it is: " + said);
    }
    return component("glibc", found.group("version"), found.group("build"), "LGPL-2.1-or-later");
  }

  private static ObjectNode component(String name, String version, String maker, String licence) {
    var component = JSON.createObjectNode();
    component.put("type", "platform");
    component.put("bom-ref", name + "@" + version);
    component.put("publisher", maker);
    component.put("name", name);
    component.put("version", version);
    component.putArray("licenses").addObject().put("expression", licence);
    return component;
  }
}
