package io.berth.clients.terraform;

import io.berth.clients.Tools;
import java.nio.file.Path;

/** Providers that were built from source do not say which they are; Go's build record does. */
final class Versions {
  private Versions() {}

  static String ofProvider(Path provider) {
    var name = String.valueOf(provider.getFileName());
    int version = name.indexOf("_v");
    return version < 0 ? Tools.built(provider) : name.substring(version + 1);
  }
}
