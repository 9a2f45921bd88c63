package io.berth.server.command;

import io.berth.server.config.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server's start whose flags are all in their plain form, each a known setting with a value, as
 * nearly every start's are. It is understood at once, where the library of the command line takes
 * more than a tenth of a second; all else (help, a configuration file, mistakes) is left to that
 * one, which also says what is wrong.
 */
public final class PlainStart {
  private PlainStart() {}

  /** What is to be run. */
  public static Command command() {
    return new ServeCommand();
  }

  /**
   * The values by key, absent when the words are not all of that form.
   *
   * @param words the command line, of which the first names the command
   */
  public static Optional<Map<String, String>> flags(List<String> words) {
    if (words.isEmpty() || !words.getFirst().equals("serve")) {
      return Optional.empty();
    }
    var flags = new HashMap<String, String>();
    for (int i = 1; i < words.size(); i++) {
      var word = words.get(i);
      int equals = word.indexOf('=');
      if (!word.startsWith("--") || (equals < 0 && i + 1 == words.size())) {
        return Optional.empty();
      }
      var key = equals < 0 ? word.substring(2) : word.substring(2, equals);
      var value = equals < 0 ? words.get(++i) : word.substring(equals + 1);
      if (!isPlain(key, value) || flags.put(key, value) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(flags);
  }

  /** The one setting that may stand without a value is not, nor a value that has a meaning. */
  private static boolean isPlain(String key, String value) {
    var setting = Setting.ofKey(key).filter(Setting::mayBeFlag);
    return setting.isPresent()
        && setting.get() != Setting.EPHEMERAL
        && !value.isEmpty()
        && !value.startsWith("--")
        && !value.startsWith("@")
        && value.indexOf('"') < 0;
  }
}
