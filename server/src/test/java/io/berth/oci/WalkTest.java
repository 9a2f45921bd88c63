package io.berth.oci;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import io.berth.http.message.Json;
import io.berth.testing.Await;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Through how many methods of ours a request goes, as its thread's stack shows. */
final class WalkTest {
  /** A method of ours, without module, package, and what the compiler makes of a lambda. */
  private static final Pattern OURS =
      Pattern.compile("(?:.*/)?io\\.berth\\.(?:[a-z]+\\.)+([A-Z]\\w*)\\.(?:lambda\\$)?(\\w+).*");

  @TempDir Path folder = Path.of("");

  @Test
  void aChunkGoesThroughFourMethodsFromItsThreadToItsFile() throws Exception {
    try (var server = new OciServer(folder.resolve("data"));
        var socket = new Socket()) {
      var begun = server.call("POST", "/v2/team/app/blobs/uploads/").as("dev").send();
      var upload = URI.create(server.url(begun.headers().firstValue("Location").orElseThrow()));
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), upload.getPort()));
      var head =
          "PATCH %s HTTP/1.1\r\nHost: localhost\r\nAs: dev\r\nContent-Length: 100\r\n\r\nhalf"
              .formatted(upload.getRawPath());
      socket.getOutputStream().write(head.getBytes(US_ASCII));

      var stack = Await.until("chunk that is waited for", this::writing, found -> !found.isEmpty());

      assertThat(stack)
          .as("see docs/internals/walks.md")
          .containsExactly(
              "Exchange.serve",
              "UploadEndpoints.patch",
              "UploadEndpoints.append",
              "FileUploadSession.append",
              "FileUploadSession.take");
    }
  }

  /** Our methods on the stack of the thread that writes an upload, from its first on. */
  private List<String> writing() throws IOException {
    var file = folder.resolve("threads-" + System.nanoTime() + ".json");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(file.toAbsolutePath().toString(), ThreadDumpFormat.JSON);
    var dump = Json.tree(Files.readAllBytes(file));
    for (var container : dump.path("threadDump").path("threadContainers")) {
      for (var thread : container.path("threads")) {
        var methods = new ArrayList<String>();
        for (var frame : thread.path("stack")) {
          var ours = OURS.matcher(frame.asText());
          if (ours.matches()) {
            methods.addFirst(ours.group(1) + "." + ours.group(2));
          }
        }
        int end = methods.indexOf("FileUploadSession.take");
        if (end >= 0) {
          // Below the first is the thread's beginning, behind the last where the bytes come from.
          int begin = methods.indexOf("Exchange.serve");
          return methods.subList(begin, end + 1).stream().distinct().toList();
        }
      }
    }
    return List.of();
  }
}
