package io.berth.control.account;

import static io.berth.control.schema.Doc.Format.DATETIME;
import static io.berth.control.schema.Doc.Format.PASSWORD;

import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.Doc;
import io.berth.control.schema.EnumModel;
import io.berth.control.schema.Rfc3339;
import io.berth.control.schema.Settable;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Json;
import io.berth.secret.Sha256;
import io.berth.secret.Tokens;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The OAuth2 clients of an account as its owner sees them: table oauth_client. */
public final class OauthClients {
  private final Database database;
  private final Tokens tokens;
  private final Clock clock;

  public OauthClients(Database database, SecureRandom random, Clock clock) {
    this.database = database;
    this.tokens = new Tokens(random);
    this.clock = clock;
  }

  /** How a client gets its tokens. */
  @EnumModel(name = "oauth2.FlowEnum", doc = "How an OAuth2 client gets tokens")
  public enum Flow {
    AUTHORIZATION_CODE,
    CLIENT_CREDENTIALS
  }

  /** What an account says of a client. */
  public record Wanted(String name, String description, Flow flow, List<String> callbackUrls) {
    /** A service account. */
    public static Wanted serviceAccount(String name, String description) {
      return new Wanted(name, description, Flow.CLIENT_CREDENTIALS, List.of());
    }
  }

  /** A new client; the secret is shown once. */
  @AnswerModel(name = "oauth2.ClientCreated", doc = "A new OAuth2 client")
  public record NewClient(
      @Doc("Client ID") String clientId,
      @Doc(value = "Client secret, shown this once", format = PASSWORD) String clientSecret) {
    @Override
    public String toString() {
      return "NewClient[" + clientId + "]";
    }
  }

  /** A client without its secret, under the names of the API. */
  @AnswerModel(name = "oauth2.Client", doc = "An OAuth2 client")
  public record ClientView(
      @Doc("Client ID") String clientId,
      @Doc("Name") @Settable String name,
      @Doc("Description") @Settable String description,
      @Doc("How it gets tokens") Flow flow,
      @Doc("Where sign-in may return to") @Settable List<String> callbackUrls,
      @Doc("Its URN, for a service account") @Nullable String identity,
      @Doc(value = "When it was made", format = DATETIME) String createdAt) {}

  /** Makes a client that acts as the account. */
  public NewClient create(Account account, Wanted wanted) {
    var made = new NewClient(tokens.hex(24), tokens.letters(40));
    database.run(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO oauth_client
                      (client_id, account_id, secret_hash, name, description, flow, callback_urls,
                       created_at)
                    VALUES (:client, :account, :hash, :name, :description, :flow, :urls, :now)
                    """)
                .bind("client", made.clientId())
                .bind("account", account.id())
                .bind("hash", Sha256.hex(made.clientSecret()))
                .bind("name", wanted.name())
                .bind("description", wanted.description())
                .bind("flow", wanted.flow().name())
                .bind("urls", Json.text(wanted.callbackUrls()))
                .bind("now", Micros.of(clock.instant()))
                .execute());
    return made;
  }

  public List<String> list(Account account) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    "SELECT client_id FROM oauth_client WHERE account_id = :account"
                        + " ORDER BY created_at, client_id")
                .bind("account", account.id())
                .mapTo(String.class)
                .list());
  }

  /**
   * @throws FaultException NotFound when the account has no such client
   */
  public ClientView get(Account account, String clientId) {
    return database
        .read(
            (Handle handle) ->
                handle
                    .createQuery(
                        """
                        SELECT client_id, name, description, flow, callback_urls, created_at
                        FROM oauth_client WHERE client_id = :client AND account_id = :account
                        """)
                    .bind("client", clientId)
                    .bind("account", account.id())
                    .map(
                        (row, _) ->
                            new ClientView(
                                row.getString("client_id"),
                                row.getString("name"),
                                row.getString("description"),
                                Flow.valueOf(row.getString("flow")),
                                urls(row.getString("callback_urls")),
                                identity(account, row.getString("client_id")),
                                Rfc3339.text(Micros.instant(row.getLong("created_at")))))
                    .findOne())
        .orElseThrow(OauthClients::absent);
  }

  /** Changes name, description and callback URLs; the flow stays. */
  public void update(Account account, String clientId, Wanted wanted) {
    var changed =
        database.write(
            (Handle handle) ->
                handle
                    .createUpdate(
                        "UPDATE oauth_client"
                            + " SET name = :name, description = :description, callback_urls ="
                            + " :callbackUrls WHERE client_id = :client AND account_id = :account")
                    .bind("name", wanted.name())
                    .bind("description", wanted.description())
                    .bind("callbackUrls", Json.text(wanted.callbackUrls()))
                    .bind("client", clientId)
                    .bind("account", account.id())
                    .execute());
    if (changed == 0) {
      throw absent();
    }
  }

  /** Removes a client; its tokens end with it. */
  public void delete(Account account, String clientId) {
    var deleted =
        database.write(
            (Handle handle) ->
                handle
                    .createUpdate(
                        "DELETE FROM oauth_client WHERE client_id = :client"
                            + " AND account_id = :account")
                    .bind("client", clientId)
                    .bind("account", account.id())
                    .execute());
    if (deleted == 0) {
      throw absent();
    }
  }

  private static String identity(Account account, String clientId) {
    return "urn:v1:eu:identity:credential:" + account.name() + "/oauth2-" + clientId;
  }

  private static List<String> urls(String json) {
    try {
      return Arrays.asList(
          Json.convert(Json.tree(json.getBytes(StandardCharsets.UTF_8)), String[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FaultException absent() {
    return FaultException.notFound(Fault.Thing.OTHER, "This client does not exist");
  }
}
