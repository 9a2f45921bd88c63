package io.berth.identity.setting;

import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.QueryCache;
import io.berth.tenant.RegistryId;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What administrators of a registry may set: table registry_setting. Read on most requests. */
public final class RegistrySettings {
  /**
   * The settings, with Harbor's names and defaults
   * (docs/reference/contracts/identity.md#configuration-items).
   */
  public enum Name {
    ROBOT_NAME_PREFIX("robot$"),
    ROBOT_TOKEN_DURATION("30"),
    PROJECT_CREATION_RESTRICTION("everyone"),
    TOKEN_EXPIRATION("30"),
    READ_ONLY("false"),
    BANNER_MESSAGE(""),
    NOTIFICATION_ENABLE("true"),
    AUDIT_LOG_FORWARD_ENDPOINT(""),
    SKIP_AUDIT_LOG_DATABASE("false"),
    DISABLED_AUDIT_LOG_EVENT_TYPES(""),
    /** Berth's own: for how many days what is deleted can come back, 0 for not at all. */
    TRASH_DAYS("7");

    private final String usual;

    Name(String usual) {
      this.usual = usual;
    }

    /** Harbor's word. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** What all settings that are kept weigh, in bytes. */
  private static final long KEPT_BYTES = 8 << 20;

  private final Database database;
  private final Clock clock;
  private final Map<Name, String> usual;
  private final QueryCache<RegistryId, Map<String, String>> known;

  public RegistrySettings(Database database, Clock clock) {
    this(database, clock, Map.of());
  }

  /**
   * @param usual of this server, where it is not Harbor's default
   */
  public RegistrySettings(Database database, Clock clock, Map<Name, String> usual) {
    this.database = database;
    this.clock = clock;
    this.usual = Map.copyOf(usual);
    this.known = new QueryCache<>(database, KEPT_BYTES, RegistrySettings::weight);
  }

  private static int weight(Map<String, String> values) {
    return 200 + values.values().stream().mapToInt(value -> 200 + 2 * value.length()).sum();
  }

  /** The value that holds now. */
  public String value(RegistryId registry, Name name) {
    return known.get(registry, this::read).getOrDefault(name.word(), usual(name));
  }

  /** The value while nobody has set one. */
  private String usual(Name name) {
    return usual.getOrDefault(name, name.usual);
  }

  /** {@link #value} of a number. */
  public long number(RegistryId registry, Name name) {
    return Long.parseLong(value(registry, name));
  }

  /**
   * What was ever set, by Harbor's names, also of settings that are only kept because nothing here
   * acts on them.
   */
  public Map<String, String> all(RegistryId registry) {
    return known.get(registry, this::read);
  }

  /** Changes some settings; the values were checked before. */
  public void set(RegistryId registry, Map<Name, String> values) {
    set(registry, values, Map.of());
  }

  /**
   * The same, together with some that are only kept.
   *
   * @param kept by Harbor's names, which are none of {@link Name}
   */
  public void set(RegistryId registry, Map<Name, String> values, Map<String, String> kept) {
    var all = new HashMap<>(kept);
    values.forEach((name, value) -> all.put(name.word(), value));
    var now = Micros.of(clock.instant());
    database.run(
        handle ->
            all.forEach(
                (name, value) ->
                    handle
                        .createUpdate(
                            """
                            INSERT INTO registry_setting (registry_id, name, value, updated_at)
                            VALUES (:registry, :name, :value, :now)
                            ON CONFLICT (registry_id, name) DO UPDATE SET
                              value = excluded.value, updated_at = excluded.updated_at
                            """)
                        .bind("registry", registry.value())
                        .bind("name", name)
                        .bind("value", value)
                        .bind("now", now)
                        .execute()));
  }

  private Map<String, String> read(RegistryId registry) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT name, value FROM registry_setting WHERE registry_id = :registry")
                .bind("registry", registry.value())
                .setMapKeyColumn("name")
                .setMapValueColumn("value")
                .collectInto(new org.jdbi.v3.core.generic.GenericType<Map<String, String>>() {}));
  }
}
