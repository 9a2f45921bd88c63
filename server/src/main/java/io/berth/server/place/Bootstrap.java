package io.berth.server.place;

import io.berth.http.message.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The credentials the first start made, as {@code bootstrap.json} holds them: written once with
 * mode 0600, never touched again.
 *
 * @param caFile absolute path of the local authority's certificate, "" when HTTPS is off
 * @param tlsUrl "" when HTTPS is off
 */
public record Bootstrap(
    String controlUrl,
    String tlsUrl,
    String caFile,
    String account,
    String password,
    String applicationKey,
    String applicationSecret,
    String consumerKey,
    String clientId,
    String clientSecret,
    String serviceName,
    List<RegistryEntry> registries) {

  public record RegistryEntry(String id, String name, String url) {}

  public void write(Path file) throws IOException {
    DataFolder.writePrivate(file, Json.text(this) + "\n");
  }

  public static Bootstrap read(Path file) throws IOException {
    return Json.convert(
        Json.tree(Files.readString(file).getBytes(StandardCharsets.UTF_8)), Bootstrap.class);
  }
}
