package io.berth.control.account;

import io.berth.http.message.Json;
import io.berth.secret.Sha256;
import io.berth.sql.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The clients that ask accounts for leave, as the authorization server sees them. */
public final class OauthConsents {
  private final Database database;

  public OauthConsents(Database database) {
    this.database = database;
  }

  /**
   * @param owner the name of the account that registered it
   */
  public record Client(
      String clientId,
      String name,
      String description,
      String owner,
      List<String> callbackUrls,
      String secretHash) {

    public boolean hasSecret(String secret) {
      return Sha256.matches(secretHash, secret);
    }

    /** Without the hash: this ends up in logs. */
    @Override
    public String toString() {
      return "Client[" + clientId + "]";
    }
  }

  /** A client of the authorization code flow. */
  public Optional<Client> find(String clientId) {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery(
                    """
                    SELECT c.client_id, c.name, c.description, c.callback_urls, c.secret_hash,
                      owner.name AS owner_name
                    FROM oauth_client c JOIN account owner ON owner.id = c.account_id
                    WHERE c.client_id = :client AND c.flow = 'AUTHORIZATION_CODE'
                      AND owner.disabled_at IS NULL
                    """)
                .bind("client", clientId)
                .map(
                    (row, _) ->
                        new Client(
                            row.getString("client_id"),
                            row.getString("name"),
                            row.getString("description"),
                            row.getString("owner_name"),
                            urls(row.getString("callback_urls")),
                            row.getString("secret_hash")))
                .findOne());
  }

  private static List<String> urls(String json) {
    try {
      return List.of(
          Json.convert(Json.tree(json.getBytes(StandardCharsets.UTF_8)), String[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
