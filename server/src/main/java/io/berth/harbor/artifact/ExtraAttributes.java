package io.berth.harbor.artifact;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.berth.content.Descriptor;
import io.berth.content.Digest;
import io.berth.content.MediaType;
import io.berth.harbor.wire.JsonText;
import io.berth.ops.content.LinkedBlob;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an artifact's config says about it: platform and author of an image, Chart.yaml of a chart.
 * Configs never change, so what is shown of them is remembered, but only for who holds them: it
 * takes the repository's own blob to ask.
 */
public final class ExtraAttributes {
  private static final Logger LOG = LoggerFactory.getLogger(ExtraAttributes.class);
  private static final long LARGEST = 1 << 20;

  /** What all that is remembered weighs, in bytes, and what an entry weighs beside its text. */
  private static final long REMEMBERED = 8 << 20;

  private static final int ENTRY = 300;

  static final JsonText NONE = new JsonText("{}");

  /** One blob may be a config of either kind, in different manifests. */
  private record Key(Digest digest, boolean image) {}

  private final Cache<Key, JsonText> known =
      Caffeine.newBuilder()
          .maximumWeight(REMEMBERED)
          .weigher((Key _, JsonText text) -> ENTRY + 2 * text.json().length())
          .build();

  /** True for configs that {@link #of} understands. */
  static boolean reads(@Nullable Descriptor config) {
    return config != null && (isImage(config) || config.mediaType().equals(MediaType.HELM_CONFIG));
  }

  private static boolean isImage(Descriptor config) {
    return config.mediaType().equals(MediaType.OCI_IMAGE_CONFIG)
        || config.mediaType().equals(MediaType.DOCKER_IMAGE_CONFIG);
  }

  /**
   * A JSON object, without members for a config that is not understood or not held.
   *
   * @param held the config, as the repository holds it
   */
  JsonText of(@Nullable Descriptor config, @Nullable LinkedBlob held) {
    if (config == null || held == null || !reads(config) || held.size() > LARGEST) {
      return NONE;
    }
    var key = new Key(held.digest(), isImage(config));
    var remembered = known.getIfPresent(key);
    return remembered == null ? read(held, key) : remembered;
  }

  private JsonText read(LinkedBlob config, Key key) {
    try {
      var text =
          new JsonText(key.image() ? ConfigDocument.ofImage(config) : ConfigDocument.whole(config));
      known.put(key, text);
      return text;
    } catch (IOException e) {
      LOG.debug("config {} is not readable", config.digest(), e);
      return NONE;
    }
  }
}
