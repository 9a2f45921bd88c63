package io.berth.retention;

import io.berth.catalog.Catalog;
import io.berth.catalog.Manifests.DeleteResult;
import io.berth.content.Tag;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.label.Labels;
import io.berth.trash.Deletion;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Deletes what a plan says, each in a transaction that looks whether it is still what was decided
 * about.
 */
final class Deletions {
  /** It is not what was decided about. */
  static final String CHANGED = "changed meanwhile: left to the next run";

  private final Catalog catalog;

  Deletions(Catalog catalog) {
    this.catalog = catalog;
  }

  /** What the trash says of it. */
  private static final Deletion RETENTION = new Deletion("retention", Deletion.Reason.RETENTION);

  /** It is not what it was. */
  private static final class ChangedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ChangedException() {
      super(CHANGED, null, false, false);
    }
  }

  /**
   * Deletes it.
   *
   * @param event is written with the artifact's end
   * @param note is written with the end of what is deleted, tag or artifact
   * @return "", or why it is still there
   */
  String delete(Target target, Candidate candidate, Consumer<Handle> event, Consumer<Handle> note) {
    try {
      return candidate.key() > 0
          ? tag(target, candidate, event.andThen(note), note)
          : artifact(target, candidate, event.andThen(note));
    } catch (ChangedException e) {
      return CHANGED;
    } catch (FaultException e) {
      if (e.fault() instanceof Fault.Precondition) {
        return String.valueOf(e.getMessage());
      }
      throw e;
    }
  }

  private String artifact(Target target, Candidate candidate, Consumer<Handle> event) {
    var result =
        catalog
            .manifests()
            .delete(
                target.repositoryId(),
                candidate.digest(),
                RETENTION,
                handle -> {
                  requireSameTags(handle, candidate, candidate.tagCount(), candidate.lastTag());
                  requireSameLabels(handle, candidate);
                  event.accept(handle);
                });
    return switch (result) {
      case DELETED, ABSENT -> "";
      case PART_OF_INDEX -> "an index lists it";
    };
  }

  /** The last tag of an artifact takes it along, unless an index needs it. */
  private String tag(
      Target target, Candidate candidate, Consumer<Handle> event, Consumer<Handle> note) {
    if (!candidate.isListed() && isLast(target, candidate, event)) {
      return "";
    }
    catalog
        .tags()
        .delete(
            target.repositoryId(),
            new Tag(candidate.tags().getFirst()),
            RETENTION,
            handle -> {
              requireSameTag(handle, candidate);
              requireSameLabels(handle, candidate);
              note.accept(handle);
            });
    return "";
  }

  private boolean isLast(Target target, Candidate candidate, Consumer<Handle> event) {
    try {
      return catalog
              .manifests()
              .delete(
                  target.repositoryId(),
                  candidate.digest(),
                  RETENTION,
                  handle -> {
                    requireSameTags(handle, candidate, 1, candidate.key());
                    requireSameTag(handle, candidate);
                    requireSameLabels(handle, candidate);
                    event.accept(handle);
                  })
          == DeleteResult.DELETED;
    } catch (ChangedException _) {
      return false; // it has others, or this one moved
    }
  }

  private static void requireSameTag(Handle handle, Candidate candidate) {
    require(
        handle
            .createQuery(
                "SELECT 1 FROM tag WHERE id = :tag AND manifest_id = :id AND pushed_at = :pushed")
            .bind("tag", candidate.key())
            .bind("id", candidate.manifestId())
            .bind("pushed", candidate.pushedAt())
            .mapTo(Integer.class)
            .findOne()
            .isPresent());
  }

  private static void requireSameTags(Handle handle, Candidate candidate, int count, long last) {
    require(
        handle
            .createQuery(
                """
                SELECT 1 FROM manifest m WHERE m.id = :id AND m.touched_at <= :touched
                  AND (SELECT count(*) FROM tag t
                    WHERE t.manifest_id = m.id AND t.subject_digest IS NULL) = :count
                  AND coalesce((SELECT max(t.id) FROM tag t
                    WHERE t.manifest_id = m.id AND t.subject_digest IS NULL), 0) = :last
                """)
            .bind("id", candidate.manifestId())
            .bind(
                "touched",
                Math.max(candidate.touchedAt(), candidate.key() > 0 ? Long.MAX_VALUE : 0))
            .bind("count", count)
            .bind("last", last)
            .mapTo(Integer.class)
            .findOne()
            .isPresent());
  }

  private static void requireSameLabels(Handle handle, Candidate candidate) {
    var labels = candidate.labels();
    if (labels != null) {
      long id = candidate.manifestId();
      require(Labels.names(handle, List.of(id)).getOrDefault(id, Set.of()).equals(labels));
    }
  }

  private static void require(boolean same) {
    if (!same) {
      throw new ChangedException();
    }
  }
}
