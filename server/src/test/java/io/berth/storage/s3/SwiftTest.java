package io.berth.storage.s3;

import io.berth.testing.Times;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIf;

/** On Swift's S3 door, where its programs are and all the time in the world is given. */
@EnabledIf(
    value = "isHere",
    disabledReason = "runs with --all, where swift-proxy swift-object memcached are installed")
final class SwiftTest extends S3StoreContract {
  private static @Nullable ScriptedServer started;

  SwiftTest() {
    super(server());
  }

  static boolean isHere() {
    return ScriptedServer.isInstalled("swift-proxy-server", "swift-object-server", "memcached")
        && Times.of(1, 2) == 2;
  }

  private static ObjectServer server() {
    var known = started;
    if (known == null) {
      known = ScriptedServer.start("swift", "PROXY_PORT");
      started = known;
    }
    return known;
  }

  @AfterAll
  static void stop() {
    if (started != null) {
      started.close();
    }
  }
}
