package io.berth.control.api.log;

import io.berth.http.message.Json;
import io.berth.http.message.LogText;
import io.berth.http.message.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;

/**
 * A table of growing ids as JSON lines, oldest first: what there is, and on request what comes, as
 * {@code tail -f} shows it.
 */
public final class JsonLines {
  private static final int PAGE = 500;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int PAUSES_PER_BLANK_LINE = 30;
  // Rows become visible in the order of their commits, not of their ids.
  private static final int LATECOMERS = 200;

  private final BooleanSupplier stopping;

  /**
   * @param stopping true when the server goes down: followers are sent home
   */
  public JsonLines(BooleanSupplier stopping) {
    this.stopping = stopping;
  }

  /** Reads at most so many rows with an id above one. */
  interface Source<T> {
    List<T> after(long id, int limit);
  }

  /** Rows after {@code start} to the end of the table. */
  <T> Response export(long start, Source<T> source, ToLongFunction<T> ids) {
    return lines(out -> copy(out, start, source, ids, new LinkedHashSet<>()));
  }

  /** The same, going on until the client or the server ends it. */
  <T> Response follow(long start, Source<T> source, ToLongFunction<T> ids) {
    return lines(
        out -> {
          // The client learns at once that it is listened to, not with the first row.
          out.write('\n');
          out.flush();
          var seen = new LinkedHashSet<Long>();
          long last = copy(out, start, source, ids, seen);
          for (int quiet = 0; !stopping.getAsBoolean(); quiet++) {
            for (var row : source.after(Math.max(start, last - LATECOMERS), PAGE)) {
              long id = ids.applyAsLong(row);
              if (remember(seen, id)) {
                write(out, row);
                quiet = 0;
              }
              last = Math.max(last, id);
            }
            if (quiet == PAUSES_PER_BLANK_LINE) {
              // Notices a client that went away, and keeps proxies from giving up.
              out.write('\n');
              quiet = 0;
            }
            out.flush();
            pause();
          }
        });
  }

  /** False for an id that was seen; only as many are kept as may come late. */
  private static boolean remember(SequencedSet<Long> seen, long id) {
    var isNew = seen.add(id);
    if (seen.size() > 4 * LATECOMERS) {
      seen.removeFirst();
    }
    return isNew;
  }

  private static Response lines(Response.Writer writer) {
    return Response.streamed(200, "application/jsonl; charset=utf-8", -1, writer);
  }

  private static <T> long copy(
      OutputStream out,
      long start,
      Source<T> source,
      ToLongFunction<T> ids,
      SequencedSet<Long> seen)
      throws IOException {
    long last = start;
    while (true) {
      var rows = source.after(last, PAGE);
      for (var row : rows) {
        write(out, row);
        last = ids.applyAsLong(row);
        remember(seen, last);
      }
      if (rows.size() < PAGE) {
        return last;
      }
    }
  }

  private static void write(OutputStream out, Object row) throws IOException {
    out.write(LogText.plain(Json.text(row)).getBytes(StandardCharsets.UTF_8));
    out.write('\n');
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
