package io.berth.server.config;

import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lays the places a setting can come from over one another: flag, environment, berth.yaml, default.
 * A key nobody knows stops the start: a typing error must not silently leave a default in force.
 */
public final class SettingSources {
  /** Variables with our prefix that are read by the launcher and the development scripts. */
  private static final Set<String> NOT_SETTINGS =
      Set.of("BERTH_CONFIG", "BERTH_CACHE", "BERTH_CLIENTS");

  /**
   * Variables that OpenTelemetry gives everybody (specification, OTLP exporter configuration); ours
   * win over them.
   */
  private static final Map<String, Setting> STANDARD =
      Map.of(
          "OTEL_EXPORTER_OTLP_ENDPOINT", Setting.OTLP_ENDPOINT,
          "OTEL_EXPORTER_OTLP_HEADERS", Setting.OTLP_HEADERS,
          "OTEL_EXPORTER_OTLP_CERTIFICATE", Setting.OTLP_CERTIFICATE_FILE,
          "OTEL_TRACES_SAMPLER_ARG", Setting.TRACE_RATIO,
          "OTEL_SERVICE_NAME", Setting.SERVICE_NAME);

  private static final String PREFIX = "BERTH_";

  private SettingSources() {}

  /** One place values come from. */
  private record Layer(String name, Map<String, String> values) {}

  /**
   * Where a value came from.
   *
   * @param source "flag", "environment", the configuration file's name, or "default"
   */
  public record Found(String value, String source) {}

  /**
   * The winning value of every setting that has one.
   *
   * @param flags by key, without dashes in front
   * @param file the configuration file when it was named; otherwise BERTH_CONFIG or berth.yaml of
   *     the folder is read if it exists
   * @throws UsageException for an unknown key, or a file that is named but cannot be read
   */
  public static Map<Setting, Found> load(
      Map<String, String> flags,
      Map<String, String> environment,
      Path folder,
      Optional<Path> file) {
    var layers = new ArrayList<Layer>();
    layers.add(new Layer("flag", known(flags, "flag --")));
    layers.add(new Layer("environment", variables(environment)));
    var named = file.or(() -> Optional.ofNullable(environment.get("BERTH_CONFIG")).map(Path::of));
    var path = named.map(folder::resolve).orElse(folder.resolve("berth.yaml"));
    if (named.isPresent() || Files.exists(path)) {
      var name = named.map(Path::toString).orElse("berth.yaml");
      layers.add(new Layer(name, known(yaml(path), name + ": ")));
    }
    layers.add(new Layer("default", defaults()));
    return winners(layers);
  }

  /**
   * By hand: the configuration library takes a tenth of a second of every start, and only reads the
   * file.
   *
   * @param layers the one that wins first
   */
  private static Map<Setting, Found> winners(List<Layer> layers) {
    var winners = new EnumMap<Setting, Found>(Setting.class);
    for (var setting : Setting.values()) {
      layers.stream()
          .filter(layer -> layer.values().containsKey(setting.key()))
          .findFirst()
          .map(layer -> new Found(layer.values().getOrDefault(setting.key(), ""), layer.name()))
          // An empty value takes a setting back to "absent", as in BERTH_PUBLIC_URL=.
          .filter(found -> !found.value().isEmpty())
          .ifPresent(found -> winners.put(setting, found));
    }
    return winners;
  }

  private static Map<String, String> variables(Map<String, String> environment) {
    var found = new HashMap<String, String>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) && !NOT_SETTINGS.contains(name)) {
            var key = name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '-');
            if (Setting.ofKey(key).isEmpty()) {
              refuseRenamed(key, name + " in the environment");
              throw new UsageException(
                  "unknown setting %s in the environment; did you mean %s?"
                      .formatted(
                          name, Setting.ofKey(Setting.nearest(key)).orElseThrow().variable()));
            }
            found.put(key, value);
          }
        });
    STANDARD.forEach(
        (name, setting) -> {
          var value = environment.getOrDefault(name, "");
          if (!value.isEmpty()) {
            found.putIfAbsent(setting.key(), value);
          }
        });
    return found;
  }

  private static Map<String, String> known(Map<String, String> values, String where) {
    for (var key : values.keySet()) {
      if (Setting.ofKey(key).isEmpty()) {
        refuseRenamed(key, where + key);
        throw new UsageException(
            "unknown setting %s%s; did you mean %s?"
                .formatted(where, key, Setting.nearest(key.replace('.', '-').replace('_', '-'))));
      }
    }
    return values;
  }

  private static void refuseRenamed(String key, String shown) {
    Setting.renamed(key)
        .ifPresent(
            now -> {
              throw new UsageException(
                  "the setting %s is called %s now, and holds for webhooks too"
                      .formatted(shown, now));
            });
  }

  private static Map<String, String> yaml(Path path) {
    try {
      var flat = new YamlConfigSource(path.toUri().toURL()).getProperties();
      var values = new LinkedHashMap<String, String>();
      // A YAML list arrives as key[0], key[1], …: the same as a comma-separated value.
      flat.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .filter(entry -> entry.getKey().matches(".+\\[\\d+]"))
          .forEach(
              entry ->
                  values.merge(
                      entry.getKey().replaceFirst("\\[\\d+]$", ""),
                      entry.getValue(),
                      (a, b) -> a + "," + b));
      flat.forEach(
          (key, value) -> {
            if (!key.matches(".+\\[\\d+]")) {
              values.putIfAbsent(key, value);
            }
          });
      return values;
    } catch (IOException e) {
      throw new UsageException(
          "cannot read the configuration file " + path + ": " + e.getMessage());
    } catch (RuntimeException e) {
      throw new UsageException(path + " is not valid YAML: " + firstLine(e));
    }
  }

  private static String firstLine(RuntimeException e) {
    var cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  private static Map<String, String> defaults() {
    var values = new HashMap<String, String>();
    for (var setting : Setting.values()) {
      setting.fallback().ifPresent(value -> values.put(setting.key(), value));
    }
    return values;
  }
}
