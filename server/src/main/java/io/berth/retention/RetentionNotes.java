package io.berth.retention;

import io.berth.sql.Database;
import io.berth.webhook.RetentionEvent;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Table {@code retention_note}: what a policy's runs deleted in a repository and webhooks were not
 * told of yet. Written with the deletion and taken away with the message that tells of it, so a
 * crash between the two loses none: the run that goes on tells of it, or the policy's next one.
 */
final class RetentionNotes {
  /** Deletions that one message tells of. */
  static final int MOST = 100;

  private final Database database;

  RetentionNotes(Database database) {
    this.database = database;
  }

  /** Notes a deletion within its transaction. */
  static void add(Handle handle, long policyId, Target target, RetentionEvent.Deleted deleted) {
    handle
        .createUpdate(
            """
            INSERT INTO retention_note (policy_id, repository_id, name, tag, digest)
            VALUES (:policy, :repository, :name, :tag, :digest)
            """)
        .bind("policy", policyId)
        .bind("repository", target.repositoryId())
        .bind("name", deleted.name())
        .bind("tag", deleted.tag())
        .bind("digest", deleted.digest())
        .execute();
  }

  /** What is to be told of a repository, in the order in which it went. */
  List<RetentionEvent.Deleted> of(long policyId, Target target) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT name, tag, digest FROM retention_note"
                        + " WHERE policy_id = :policy AND repository_id = :repository ORDER BY id")
                .bind("policy", policyId)
                .bind("repository", target.repositoryId())
                .map(
                    (row, _) ->
                        new RetentionEvent.Deleted(
                            row.getString("name"), row.getString("tag"), row.getString("digest")))
                .list());
  }

  /**
   * Tells of them.
   *
   * @param message writes what tells of them, within the transaction that takes the notes away
   */
  void told(long policyId, Target target, Consumer<Handle> message) {
    database.run(
        handle -> {
          message.accept(handle);
          handle
              .createUpdate(
                  "DELETE FROM retention_note"
                      + " WHERE policy_id = :policy AND repository_id = :repository")
              .bind("policy", policyId)
              .bind("repository", target.repositoryId())
              .execute();
        });
  }
}
