package io.berth.storage.s3;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIf;

/** On Ceph's gateway, where its programs are. */
@EnabledIf("isHere")
final class CephTest extends S3StoreContract {
  private static @Nullable ScriptedServer started;

  CephTest() {
    super(server());
  }

  static boolean isHere() {
    return ScriptedServer.isInstalled("ceph-mon", "ceph-osd", "radosgw", "radosgw-admin");
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
