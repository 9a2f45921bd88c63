package io.berth.harbor.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.audit.AuditLog;
import io.berth.catalog.Accessories;
import io.berth.catalog.Artifacts;
import io.berth.catalog.Projects;
import io.berth.catalog.Quotas;
import io.berth.catalog.Repositories;
import io.berth.catalog.Tags;
import io.berth.identity.federation.GroupLists;
import io.berth.identity.robot.Robots;
import io.berth.identity.user.Users;
import io.berth.immutability.ImmutableRules;
import io.berth.job.Executions;
import io.berth.label.Labels;
import io.berth.listing.Column;
import io.berth.listing.Listing;
import io.berth.ops.gc.GcRuns;
import io.berth.outbox.Messages;
import io.berth.sql.Dialect;
import io.berth.trash.TrashQueries;
import io.berth.webhook.WebhookPolicies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps docs/reference/harbor-lists.md current; written anew with -Dberth.write-reference=true. */
final class ListsReferenceTest {
  private static final Path PAGE = Path.of("../docs/reference/harbor-lists.md");

  /**
   * A list of the API.
   *
   * @param filtered false where {@code q} is no parameter
   */
  private record Row(String path, List<Column> columns, boolean filtered, String order) {
    Row(String path, Listing<?> list, boolean filtered, String order) {
      this(path, list.columns(), filtered, order);
    }

    String line() {
      return "| %s | %s | %s | %s |\n"
          .formatted(
              path,
              filtered ? names(columns) : "–",
              names(columns.stream().filter(Column::sortable).toList()),
              order);
    }

    private static String names(List<Column> columns) {
      return columns.stream().map(Column::name).collect(Collectors.joining("`, `", "`", "`"));
    }
  }

  private static final List<Row> ROWS =
      List.of(
          new Row("`/projects`", Projects.LIST, true, "`name`"),
          new Row(
              "`/repositories`, `/projects/{p}/repositories`",
              Repositories.LIST,
              true,
              "`-creation_time`"),
          new Row(
              "`…/artifacts`, `/projects/{p}/artifacts`",
              Artifacts.list(Dialect.SQLITE),
              true,
              "`-push_time`"),
          new Row("`…/tags`", Tags.LIST, true, "`-push_time`"),
          new Row("`…/accessories`", Accessories.list(Dialect.SQLITE), true, "`id`"),
          new Row("`/quotas`", Quotas.LIST, false, "`-creation_time`"),
          new Row("`/users`", Users.LIST, true, "`username`"),
          new Row("`/usergroups`", GroupLists.LIST, false, "`group_name`"),
          new Row("`/robots`", Robots.LIST, true, "`-creation_time`"),
          new Row(
              "`/audit-logs`, `/auditlog-exts`, `/projects/{p}/logs`, `/projects/{p}/auditlog-exts`",
              AuditLog.LIST,
              true,
              "`-id`"),
          new Row("`/labels`", Labels.LIST, true, "`id`"),
          new Row("`/projects/{p}/immutabletagrules`", ImmutableRules.LIST, true, "`id`"),
          new Row("`/trash`, `/projects/{p}/trash`", TrashQueries.LIST, true, "`-id`"),
          new Row("`/system/gc`", GcRuns.LIST, true, "`-id`"),
          new Row("`/system/purgeaudit`", Executions.LIST, true, "`-id`"),
          new Row("`/jobservice/executions`", Executions.LIST, true, "`-id`"),
          new Row(
              "`/projects/{p}/webhook/policies`, `/webhook/policies`",
              WebhookPolicies.columns(),
              true,
              "`-creation_time`"),
          new Row(
              "`…/webhook/policies/{id}/executions`, `/projects/{p}/webhook/jobs`",
              Messages.LIST,
              true,
              "`-id`"));

  @Test
  void thePageSaysWhatEveryListIsAskedFor() throws IOException {
    var current = page();
    if (Boolean.getBoolean("berth.write-reference")) {
      Files.writeString(PAGE, current);
    }

    assertThat(PAGE).hasContent(current);
  }

  private static String page() {
    return """
        # Lists of Harbor's API

        Made by `ListsReferenceTest` from the declarations of the lists (`Listing` in the code), of which their SQL is made too.

        ## Pages
        `page` counts from 1, and what is below stands for the first. `page_size` is 10 when it is left out, at most 100, and 0 or below for everything, which is written as it is read. Anything else is 422. `X-Total-Count` says how many there are on all pages; `Link` leads to the neighbours, and a page behind the end has none.

        ## `q`
        Conditions joined by commas, which all hold; of two on one column the last counts.

        | form | the column |
        |---|---|
        | `k=v` | is `v` |
        | `k=~v` | contains `v`, in any case |
        | `k=[a~b]` | is from `a` to `b`, both included; one of the two may be left out |
        | `k={a b}` | is one of these |
        | `k=(a b)` | is all of these |

        Names of columns count in any case, with or without underscores. Values within braces and parentheses may stand in quotes, elsewhere quotes are part of the value. A backslash in front takes the meaning from the sign behind it. The whole is unescaped once more than any parameter, so a plus in a value is escaped twice (`%252B`). Times are written `2006-01-02T15:04:05`, with a blank for the T, as a date alone, or with a zone; without one they are UTC. Booleans are true for `true`, `1`, `t`, `yes`, `y`, `on`, `ok`, `enabled`, `checked` and `selected` in any case, and false otherwise.

        A blank belongs to the name or the value that it stands beside. A condition on another column than those below is 400 and names them: it never selects everything. So is a value that is none of its column.

        ## `sort`
        Columns joined by commas, with a hyphen in front for descending. Others are passed over.

        ## Columns
        Where there is a `–`, `q` is no parameter, as in Harbor.

        | list | filtered by | sorted by | by default |
        |---|---|---|---|
        """
        + ROWS.stream().map(Row::line).collect(Collectors.joining())
        + """

        - Members, `/users/search`, `/usergroups/search`, `/users/inactive`, members of groups, roles, access tokens and trusts are paged alone. Members are in the order of their names; what is searched for begins with the shortest name.
        - `/labels` needs `scope=g`, or `scope=p` with `project_id`, and has `name` (a part).
        - `/projects` also has `name` (a part), `owner` and `public`; `/users` has `username` and `email` (a part), `/usergroups` `group_name` (a part), members `entityname` (the whole name), `/quotas` `reference` and `reference_id`.
        - `/repositories?q=blob_digest=sha256:…` finds the repositories that hold a blob, of those that the caller sees.
        - Of artifacts, `tags=*` has a tag, `tags=nil` none, `tags=~v` one with a part; `base=*` adds the children of indexes; `labels=(1 2)` has all of these labels.
        - `/robots` are those of the system; with `Level=project,ProjectID=1` those of a project.
        """;
  }
}
