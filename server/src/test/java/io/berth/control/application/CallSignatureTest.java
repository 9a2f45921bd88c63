package io.berth.control.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The vectors of docs/reference/contracts/control-api.md#signatures. */
final class CallSignatureTest {
  private static final Application APPLICATION =
      new Application(1, 1, "key", "9ufkBmLaTQ9nz5yMUlg79taH0GNnzDjk", true);
  private static final String CONSUMER = "5mBuy6SUQcRw2ZUxg0cG68BoDKpED4KY";
  private static final String URL = "https://eu.api.ovh.com/1.0/auth";
  private static final String TIME = "1457018875";

  @Test
  void aGetWithoutBodyHasTheDocumentedSignature() {
    assertThat(CallSignature.of(APPLICATION, CONSUMER, "GET", URL, new byte[0], TIME))
        .isEqualTo("$1$e9556054b6309771395efa467c22e627407461ad");
  }

  @Test
  void aPostWithBodyHasTheDocumentedSignature() {
    var body = "{\"a\":\"b\",\"c\":\"d\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(CallSignature.of(APPLICATION, CONSUMER, "POST", URL, body, TIME))
        .isEqualTo("$1$ec2fb5c7a81f64723c77d2e5b609ae6f58a84fc1");
  }
}
