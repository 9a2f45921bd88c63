package io.berth.content;

import java.util.List;

/** What an image runs on (OCI image spec, image-index.md); absent parts are empty. */
public record Platform(
    String os, String architecture, String variant, String osVersion, List<String> osFeatures) {
  public Platform {
    osFeatures = List.copyOf(osFeatures);
  }
}
