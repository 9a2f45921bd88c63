package io.berth.outbound;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies. The usual ones are small and always have room; what is longer shares one budget, so
 * that many large answers that come slowly do not fill the memory.
 */
final class ResponseBodies {
  private static final int USUAL = 32 * 1024;
  private static final int BUDGET = 32 << 20;

  private final Semaphore budget = new Semaphore(BUDGET);

  /**
   * @param most 0 to leave it unread
   * @throws IOException when it is longer, or compressed, which nobody asked for
   */
  String read(@Nullable HttpEntity entity, int most) throws IOException {
    if (entity == null || most == 0) {
      return "";
    }
    var encoding = entity.getContentEncoding();
    if (encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity")) {
      throw new IOException("not HTTP as asked for", new ProtocolException("compressed"));
    }
    int taken = 0;
    try (var bytes = new ByteArrayOutputStream()) {
      var in = entity.getContent();
      var buffer = new byte[8192];
      for (int n; (n = in.read(buffer)) >= 0; ) {
        if (bytes.size() + n > most) {
          throw new IOException("the answer is larger than " + most + " bytes");
        }
        if (bytes.size() + n > USUAL + taken) {
          if (!budget.tryAcquire(buffer.length)) {
            throw new IOException("too many large answers are being read");
          }
          taken += buffer.length;
        }
        bytes.write(buffer, 0, n);
      }
      return bytes.toString(StandardCharsets.UTF_8);
    } finally {
      budget.release(taken);
    }
  }
}
