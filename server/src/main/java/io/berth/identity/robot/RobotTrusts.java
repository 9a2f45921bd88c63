package io.berth.identity.robot;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.memory.StoredJson;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Whose ID tokens prove who robots are: table robot_trust. */
public final class RobotTrusts {
  private static final int MOST = 20;

  private final Database database;
  private final Clock clock;

  public RobotTrusts(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** What a robot trusts, by age. */
  public List<RobotTrust> list(Robot robot) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT * FROM robot_trust WHERE robot_id = :robot ORDER BY id")
                .bind("robot", robot.id())
                .map((row, _) -> read(row))
                .list());
  }

  /** Where the issuers are whose keys are read from themselves. */
  public List<String> issuers() {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT DISTINCT issuer FROM robot_trust WHERE jwks IS NULL ORDER BY issuer")
                .mapTo(String.class)
                .list());
  }

  /**
   * What {@link #add} is given.
   *
   * @param jwks a JWK set, checked by the caller; null to read the issuer's published one
   */
  public record New(
      String issuer, String audience, Map<String, String> claims, @Nullable String jwks) {
    /**
     * Refuses what cannot be right in form.
     *
     * @throws FaultException Invalid BODY
     */
    public void check() {
      RobotTrusts.check(issuer, audience, claims);
    }
  }

  /**
   * Lets a robot be proven by another issuer's tokens.
   *
   * @throws FaultException Invalid BODY: without a condition on a claim anybody at a public issuer
   *     would be the robot. Precondition when it has very many
   */
  public RobotTrust add(Robot robot, New wanted) {
    wanted.check();
    if (list(robot).size() >= MOST) {
      throw FaultException.precondition("a robot has at most " + MOST + " trusts");
    }
    return database.write(
        (Handle handle) ->
            handle
                .createQuery(
                    """
                    INSERT INTO robot_trust (robot_id, issuer, audience, claims, jwks, created_at)
                    VALUES (:robot, :issuer, :audience, :claims, :jwks, :now) RETURNING *
                    """)
                .bind("robot", robot.id())
                .bind("issuer", wanted.issuer())
                .bind("audience", wanted.audience())
                .bind("claims", StoredJson.write(new TreeMap<>(wanted.claims())))
                .bind("jwks", wanted.jwks())
                .bind("now", Micros.of(clock.instant()))
                .map((row, _) -> read(row))
                .one());
  }

  /**
   * Ends a trust and with it the robot's registry tokens, of which nobody wrote down by which trust
   * they were got; false when the robot has none of that id.
   */
  public boolean remove(Robot robot, long id) {
    return database.write(
        (Handle handle) -> {
          var removed =
              handle
                  .createUpdate("DELETE FROM robot_trust WHERE robot_id = :robot AND id = :id")
                  .bind("robot", robot.id())
                  .bind("id", id)
                  .execute();
          // By two, because the number before is that of a secret that still works beside another.
          Robots.voidTokens(handle, robot.id(), 2 * removed);
          return removed == 1;
        });
  }

  private static void check(String issuer, String audience, Map<String, String> claims) {
    try {
      var uri = new URI(issuer);
      if (uri.getHost() == null
          || uri.getRawQuery() != null
          || uri.getRawFragment() != null
          || issuer.length() > 500
          || !(issuer.startsWith("https://") || issuer.startsWith("http://"))) {
        throw invalid("issuer is the https URL in the iss claim, without query and fragment");
      }
    } catch (URISyntaxException _) {
      throw invalid("issuer is a URL, not " + issuer);
    }
    if (audience.isBlank() || audience.length() > 500) {
      throw invalid("audience is what the aud claim must hold");
    }
    var binding =
        claims.entrySet().stream()
            .anyMatch(c -> !c.getKey().isBlank() && !c.getValue().replace("*", "").isBlank());
    var tooLong =
        claims.entrySet().stream()
            .anyMatch(c -> c.getKey().length() > 500 || c.getValue().length() > 500);
    if (tooLong) {
      throw invalid("the name and the value of a claim have at most 500 characters");
    }
    if (!binding || claims.size() > 20) {
      throw invalid(
          "claims needs at least one condition, such as {\"repository\":\"org/app\"}: without one"
              + " everybody at the issuer would be this robot");
    }
  }

  private static RobotTrust read(ResultSet row) throws SQLException {
    var claims = new TreeMap<String, String>();
    Map<?, ?> stored = StoredJson.read(row.getString("claims"), Map.class);
    stored.forEach((name, value) -> claims.put(String.valueOf(name), String.valueOf(value)));
    return new RobotTrust(
        row.getLong("id"),
        row.getString("issuer"),
        row.getString("audience"),
        claims,
        row.getString("jwks"),
        Micros.instant(row.getLong("created_at")));
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
