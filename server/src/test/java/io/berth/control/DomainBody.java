package io.berth.control;

import io.berth.testing.SelfSigned;
import io.berth.testing.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** A host name with a certificate of its own making, as an owner sends it. */
public final class DomainBody {
  private DomainBody() {}

  /**
   * @param certified the name in the certificate
   */
  public static Map<String, String> of(String domain, String certified) {
    try {
      var folder = TemporaryFolder.untilTheEnd("berth-domain");
      var certificate = folder.resolve("c.pem");
      var key = folder.resolve("k.pem");
      SelfSigned.pair(certified).write(certificate, key);
      return Map.of(
          "domain", domain,
          "certificate", Files.readString(certificate),
          "key", Files.readString(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
