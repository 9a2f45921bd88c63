package io.berth.storage.s3;

import io.berth.testing.Times;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIf;

/** On Ceph's gateway, where its programs are and all the time in the world is given. */
@EnabledIf(
    value = "isHere",
    disabledReason = "runs with --all, where ceph-mon ceph-osd radosgw ceph-common are installed")
final class CephTest extends S3StoreContract {
  private static @Nullable ScriptedServer started;

  CephTest() {
    super(server());
  }

  static boolean isHere() {
    return ScriptedServer.isInstalled("ceph-mon", "ceph-osd", "radosgw", "radosgw-admin")
        && Times.of(1, 2) == 2;
  }

  private static ObjectServer server() {
    var known = started;
    if (known == null) {
      known = ScriptedServer.start("ceph", "MON_PORT", "RGW_PORT");
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
