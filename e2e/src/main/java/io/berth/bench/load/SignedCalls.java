package io.berth.bench.load;

import io.berth.client.Client;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Bootstrap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;

/** Calls of the control API, signed as OVHcloud's clients sign them. */
public final class SignedCalls {
  private final Bootstrap bootstrap;
  private final String base;
  private final String path;

  /** Reads of the first registry. */
  public SignedCalls(BerthProcess berth) {
    this.bootstrap = berth.bootstrap();
    this.base = berth.url().toString();
    this.path =
        "/v1/cloud/project/%s/containerRegistry/%s"
            .formatted(bootstrap.serviceName(), bootstrap.registryId());
  }

  public void get(Client client, int number) throws IOException {
    var time = String.valueOf(Clock.systemUTC().instant().getEpochSecond());
    var signed =
        String.join(
            "+",
            bootstrap.applicationSecret(),
            bootstrap.consumerKey(),
            "GET",
            base + path,
            "",
            time);
    client
        .get(
            path,
            "X-Ovh-Application: " + bootstrap.applicationKey(),
            "X-Ovh-Consumer: " + bootstrap.consumerKey(),
            "X-Ovh-Timestamp: " + time,
            "X-Ovh-Signature: $1$" + sha1(signed))
        .must(200);
  }

  private static String sha1(String text) {
    try {
      var hash = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(hash.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
