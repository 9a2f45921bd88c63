package io.berth.harbor;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.berth.content.Descriptor;
import io.berth.content.Digest;
import io.berth.content.MediaType;
import io.berth.storage.BlobStore;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an artifact's config says about it: platform and author of an image, Chart.yaml of a chart.
 * Configs never change, so what was read is remembered.
 */
final class ExtraAttributes {
  private static final Logger LOG = LoggerFactory.getLogger(ExtraAttributes.class);
  private static final long LARGEST = 1 << 20;

  private final JsonMapper mapper = new JsonMapper();
  private final BlobStore store;
  private final Cache<Digest, Map<String, Object>> known =
      Caffeine.newBuilder().maximumSize(1_000).build();

  ExtraAttributes(BlobStore store) {
    this.store = store;
  }

  /** Empty for artifacts without a config that is understood. */
  Map<String, Object> of(@Nullable Descriptor config) {
    if (config == null || config.size() > LARGEST) {
      return Map.of();
    }
    return switch (config.mediaType()) {
      case MediaType.OCI_IMAGE_CONFIG, MediaType.DOCKER_IMAGE_CONFIG ->
          known.get(config.digest(), _ -> image(read(config)));
      case MediaType.HELM_CONFIG -> known.get(config.digest(), _ -> read(config));
      default -> Map.of();
    };
  }

  private Map<String, Object> read(Descriptor config) {
    try {
      var stream = store.open(config.digest(), 0, config.size());
      if (stream.isEmpty()) {
        return Map.of();
      }
      try (var in = stream.get()) {
        return mapper.readValue(in, new TypeReference<LinkedHashMap<String, Object>>() {});
      }
    } catch (IOException e) {
      // Whoever pushed it may have called anything an image config.
      LOG.debug("config {} is not readable", config.digest(), e);
      return Map.of();
    }
  }

  private static Map<String, Object> image(Map<String, Object> config) {
    var shown = new LinkedHashMap<String, Object>();
    for (var name : new String[] {"architecture", "os", "created", "author", "config"}) {
      var value = config.get(name);
      if (value != null) {
        shown.put(name, value);
      }
    }
    return shown;
  }
}
