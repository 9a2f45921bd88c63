package io.berth.server.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.berth.fault.FaultException;
import io.berth.http.message.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A JSON object in a file that only its owner may read. It is replaced as a whole, and its writers
 * wait for one another.
 */
final class PrivateFile {
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path path;

  PrivateFile(Path path) {
    this.path = path;
  }

  /**
   * What is in it; empty when there is none.
   *
   * @throws IOException also when it is no JSON object: nothing of it may be lost
   */
  ObjectNode read() throws IOException {
    if (!Files.exists(path)) {
      return JsonNodeFactory.instance.objectNode();
    }
    JsonNode content;
    try {
      content = Json.tree(Files.readAllBytes(path));
    } catch (FaultException e) {
      throw new IOException(path + " is not valid JSON: mend or remove it", e);
    }
    if (content instanceof ObjectNode object) {
      return object;
    }
    throw new IOException(path + " is not a JSON object: mend or remove it");
  }

  void change(Consumer<ObjectNode> change) throws IOException {
    // A link is followed, so that it stays one.
    var target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
    var folder = Objects.requireNonNull(target.getParent());
    if (!Files.exists(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    try (var channel =
            FileChannel.open(
                folder.resolve("." + target.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      var content = read();
      change.accept(content);
      var fresh =
          Files.createTempFile(
              folder, "." + target.getFileName(), "", PosixFilePermissions.asFileAttribute(OWNER));
      try {
        Files.writeString(fresh, content.toPrettyString() + "\n");
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
    }
  }
}
