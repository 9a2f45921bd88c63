package io.berth.harbor.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.berth.audit.AuditLog;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.wire.Timestamp;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.listing.Listed;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Entries as a file that a browser keeps, written as they are read. */
final class AuditLogExport {
  private static final List<String> COLUMNS =
      List.of(
          "op_time",
          "project",
          "username",
          "operation",
          "resource_type",
          "resource",
          "operation_result",
          "operation_description",
          "client_address",
          "user_agent");

  private AuditLogExport() {}

  /** A JSON array of what lists have. */
  static Response json(Request request, Listed<?> entries) {
    return named(Response.jsonList(200, HarborQuery.within(request, entries.batches())), "json");
  }

  /** RFC 4180. */
  static Response csv(Request request, Listed<AuditLog.Entry> entries) {
    var batches = HarborQuery.within(request, entries.batches());
    return named(
        Response.streamed(
            200,
            "text/csv; charset=utf-8; header=present",
            -1,
            out -> {
              out.write((String.join(",", COLUMNS) + "\r\n").getBytes(UTF_8));
              while (batches.hasNext()) {
                var lines =
                    batches.next().stream().map(AuditLogExport::line).collect(Collectors.joining());
                out.write(lines.getBytes(UTF_8));
              }
            }),
        "csv");
  }

  private static Response named(Response response, String ending) {
    return response.header(
        "Content-Disposition", "attachment; filename=\"audit-log." + ending + '"');
  }

  private static String line(AuditLog.Entry entry) {
    var event = entry.event();
    return Stream.of(
                Timestamp.of(entry.time()),
                event.project() == null ? "" : event.project(),
                event.username(),
                event.operation(),
                event.resourceType(),
                event.resource(),
                String.valueOf(event.succeeded()),
                event.description(),
                event.origin().address(),
                event.origin().agent())
            .map(AuditLogExport::cell)
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  /** What a spreadsheet would take for a formula becomes a text: strangers choose their agents. */
  private static String cell(String text) {
    var shown = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return shown.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
        ? '"' + shown.replace("\"", "\"\"") + '"'
        : shown;
  }
}
