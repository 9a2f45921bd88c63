package io.berth.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class S3MemoryTest {
  @TempDir Path folder = Path.of("");

  /** All of them stand at their last byte at once; their parts alone are 512 MiB. */
  @Test
  void sixtyFourUploadsAtOnceFitAHeapOfAFewMegabytesEach() throws Exception {
    var server = S3ProxyServer.shared();
    var address = server.bucket();
    var process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx96m",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ManyUploads.class.getName(),
                    "s3://" + address.bucket() + "?endpoint=" + server.endpoint(),
                    server.keys().accessKey(),
                    server.keys().secretKey(),
                    folder.toString()))
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).endsWith("committed " + ManyUploads.UPLOADS + System.lineSeparator());
  }
}
