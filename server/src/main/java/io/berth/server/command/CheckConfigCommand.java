package io.berth.server.command;

import io.berth.server.config.Setting;
import io.berth.server.config.SettingSources.Found;

/** {@code check-config}: every setting with its value and where it comes from; secrets masked. */
final class CheckConfigCommand implements Command {
  @Override
  public int run(Invocation invocation) {
    int widest = 0;
    for (var setting : Setting.values()) {
      widest = Math.max(widest, setting.key().length());
    }
    for (var setting : Setting.values()) {
      var found = invocation.values().getOrDefault(setting, new Found("", "default"));
      invocation
          .out()
          .println(
              ("%-" + widest + "s = %s  (%s)")
                  .formatted(setting.key(), setting.shown(found.value()), found.source()));
    }
    var settings = invocation.settings(); // says which value does not make sense
    if (!invocation.values().containsKey(Setting.OUTBOUND_NETWORKS)) {
      invocation
          .out()
          .println(
              "outbound-networks is %s, as the server is reached %s"
                  .formatted(
                      settings.networks().outbound(),
                      settings.networks().outbound().alone()
                          ? "from this machine only"
                          : "from other machines"));
    }
    return 0;
  }
}
