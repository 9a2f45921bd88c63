package io.berth.audit.forward;

import io.berth.fault.FaultException;
import io.berth.outbound.CertificateTrust;
import io.berth.outbox.Outbox;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.sql.QueryCache;
import io.berth.tenant.RegistryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatement;

/** Table audit_target. */
public final class AuditTargets {
  /** What a registry may have. */
  public static final int MOST = 5;

  private static final String AUTH = "audit_target.auth_sealed";

  private final Database database;
  private final Outbox outbox;
  private final Vault vault;
  private final InstantSource clock;
  private final QueryCache<RegistryId, List<AuditTarget>> known;

  public AuditTargets(Database database, Outbox outbox, Vault vault, InstantSource clock) {
    this.database = database;
    this.outbox = outbox;
    this.vault = vault;
    this.clock = clock;
    this.known = new QueryCache<>(database, 1_000);
  }

  /** A registry's, by age. */
  public List<AuditTarget> list(RegistryId registry) {
    return known.get(
        registry,
        id ->
            database.read(
                (Handle handle) ->
                    handle
                        .createQuery(
                            "SELECT * FROM audit_target WHERE registry_id = :registry ORDER BY id")
                        .bind("registry", id.value())
                        .map((row, _) -> target(row))
                        .list()));
  }

  /** One of a registry's. */
  public Optional<AuditTarget> find(RegistryId registry, long id) {
    return list(registry).stream().filter(one -> one.id() == id).findFirst();
  }

  /** The URLs of all registries, each once. */
  public List<String> urls() {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT DISTINCT address FROM audit_target WHERE enabled = 1"
                        + " AND kind = 'HTTP' ORDER BY address")
                .mapTo(String.class)
                .list());
  }

  /**
   * Adds a target.
   *
   * @return its id
   * @throws FaultException Conflict when the registry has one of the name, Precondition when it has
   *     as many as it may
   */
  public long create(RegistryId registry, AuditTarget.Asked asked) {
    var now = Micros.of(clock.instant());
    try {
      return database.write(
          (Handle handle) -> {
            database.oneByOne(handle, "audit targets of registry " + registry.value());
            requireRoom(handle, registry);
            return bind(
                    handle.createQuery(
                        """
                              INSERT INTO audit_target (registry_id, name, kind, address,
                                verify_cert, certificates, auth_sealed, enabled, created_at,
                                updated_at)
                              VALUES (:registry, :name, :kind, :address, :verify, :certificates,
                                :auth, :enabled, :now, :now) RETURNING id
                              """),
                    asked)
                .bind("registry", registry.value())
                .bind("now", now)
                .mapTo(Long.class)
                .one();
          });
    } catch (JdbiException e) {
      throw exists(e, asked);
    }
  }

  private static void requireRoom(Handle handle, RegistryId registry) {
    long there =
        handle
            .createQuery("SELECT count(*) FROM audit_target WHERE registry_id = :registry")
            .bind("registry", registry.value())
            .mapTo(Long.class)
            .one();
    if (there >= MOST) {
      throw FaultException.precondition("a registry has at most " + MOST + " audit log targets");
    }
  }

  /**
   * Changes a target; what waits for it goes where it is then.
   *
   * @throws FaultException Conflict when the registry has another of the name
   */
  public void update(long id, AuditTarget.Asked asked) {
    try {
      database.write(
          (Handle handle) ->
              bind(
                      handle.createUpdate(
                          """
                                UPDATE audit_target SET name = :name, kind = :kind,
                                  address = :address, verify_cert = :verify,
                                  certificates = :certificates, auth_sealed = :auth,
                                  enabled = :enabled, updated_at = :now WHERE id = :id
                                """),
                      asked)
                  .bind("now", Micros.of(clock.instant()))
                  .bind("id", id)
                  .execute());
    } catch (JdbiException e) {
      throw exists(e, asked);
    }
  }

  /** Removes a target and what waits for it; false when it is gone. */
  public boolean delete(RegistryId registry, long id) {
    return database.write(
        (Handle handle) -> {
          outbox.forget(handle, registry, Forwarding.KIND, id);
          return handle
                  .createUpdate("DELETE FROM audit_target WHERE id = :id")
                  .bind("id", id)
                  .execute()
              > 0;
        });
  }

  private static RuntimeException exists(JdbiException e, AuditTarget.Asked asked) {
    return Database.isDuplicate(e)
        ? FaultException.conflict(
            "CONFLICT", "an audit log target named " + asked.name() + " already exists")
        : e;
  }

  private <S extends SqlStatement<S>> S bind(S statement, AuditTarget.Asked asked) {
    var place = asked.place();
    return statement
        .bind("name", asked.name())
        .bind("kind", place.kind().name())
        .bind("address", place.address())
        .bind("verify", place.trust().verifyCert() ? 1 : 0)
        .bind("certificates", place.trust().certificates())
        .bind("auth", place.authHeader().isEmpty() ? null : vault.seal(AUTH, place.authHeader()))
        .bind("enabled", asked.enabled() ? 1 : 0);
  }

  private AuditTarget target(ResultSet row) throws SQLException {
    var sealed = row.getBytes("auth_sealed");
    return new AuditTarget(
        row.getLong("id"),
        new RegistryId(row.getString("registry_id")),
        new AuditTarget.Asked(
            row.getString("name"),
            new ForwardPlace(
                ForwardPlace.Kind.valueOf(row.getString("kind")),
                row.getString("address"),
                new CertificateTrust(row.getInt("verify_cert") == 1, row.getString("certificates")),
                sealed == null ? "" : vault.openText(AUTH, sealed)),
            row.getInt("enabled") == 1),
        Micros.instant(row.getLong("created_at")),
        Micros.instant(row.getLong("updated_at")));
  }
}
