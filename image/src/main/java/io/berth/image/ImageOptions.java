package io.berth.image;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param output the folder that becomes an OCI layout
 * @param push where the image goes as well, such as {@code registry.example.org/berth/berth:0.1.0}
 * @param isPlainHttp whether the registry speaks http
 * @param hasCache whether a second layer holds a start-up cache
 */
record ImageOptions(Path output, Optional<String> push, boolean isPlainHttp, boolean hasCache) {
  static final String USAGE =
      "usage: ./berth image [--output FOLDER] [--push HOST/NAME:TAG] [--plain-http]"
          + " [--start-up-cache]";

  /**
   * @param usually the output when none is said
   * @throws IllegalArgumentException saying what is wrong
   */
  static ImageOptions parse(Path usually, String... words) {
    var options = new ImageOptions(usually, Optional.empty(), false, false);
    var left = new ArrayDeque<>(Arrays.asList(words));
    while (!left.isEmpty()) {
      options = options.with(left.pop(), left);
    }
    return options;
  }

  private ImageOptions with(String flag, ArrayDeque<String> left) {
    return switch (flag) {
      case "--output" -> new ImageOptions(Path.of(value(flag, left)), push, isPlainHttp, hasCache);
      case "--push" ->
          new ImageOptions(output, Optional.of(name(value(flag, left))), isPlainHttp, hasCache);
      case "--plain-http" -> new ImageOptions(output, push, true, hasCache);
      case "--start-up-cache" -> new ImageOptions(output, push, isPlainHttp, true);
      default -> throw new IllegalArgumentException("unknown flag " + flag);
    };
  }

  private static String value(String flag, ArrayDeque<String> left) {
    if (left.isEmpty()) {
      throw new IllegalArgumentException(flag + " wants a value");
    }
    return left.pop();
  }

  private static String name(String text) {
    if (!text.matches("[^/@\\s]+/[^@\\s]+:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}")) {
      throw new IllegalArgumentException(
          "--push wants HOST/NAME:TAG, such as registry.example.org/library/berth:0.1.0, not \""
              + text
              + "\"");
    }
    return text;
  }
}
