package io.berth.harbor.request;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.LinkHeader;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.listing.ListQuery;
import io.berth.listing.Listed;
import io.berth.listing.Listing;
import io.berth.listing.Term;
import io.berth.listing.Truth;
import io.berth.tenant.CurrentRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The query of a list: {@code page}, {@code page_size}, {@code sort} and {@code q}
 * (docs/reference/contracts/harbor.md#lists).
 *
 * @param page from 1; what is below is the first one
 * @param pageSize 0 and below for everything
 */
public record HarborQuery(long page, long pageSize, ListQuery asked) {
  private static final int USUAL_PAGE = 10;

  /** For lists that can be filtered and sorted. */
  public static HarborQuery of(Request request) {
    var q = parameter(request, "q");
    var sort = parameter(request, "sort");
    return read(
        request,
        q == null ? Map.of() : QueryTerms.parse(q),
        sort == null ? List.of() : sorts(sort));
  }

  /** All of a list that can be filtered and sorted, without pages. */
  public static HarborQuery filtered(Request request) {
    var one = of(request);
    return new HarborQuery(1, 0, one.asked.in(ListQuery.Window.ALL));
  }

  /** For lists that are only paged: there {@code q} and {@code sort} are no parameters. */
  public static HarborQuery paged(Request request) {
    return read(request, Map.of(), List.of());
  }

  /** The same without {@code q}, for lists that can be sorted alone. */
  public static HarborQuery sorted(Request request) {
    var sort = parameter(request, "sort");
    return read(request, Map.of(), sort == null ? List.of() : sorts(sort));
  }

  private static HarborQuery read(
      Request request, Map<String, Term> terms, List<ListQuery.Sort> sorts) {
    var page = number(request, "page", 1);
    var size = number(request, "page_size", USUAL_PAGE);
    if (size > Listing.BATCH) {
      throw unprocessable("page_size is at most " + Listing.BATCH + ", or 0 for everything");
    }
    var window =
        size < 1
            ? ListQuery.Window.ALL
            : new ListQuery.Window(times(Math.max(page, 1) - 1, size), (int) size);
    return new HarborQuery(page, size, new ListQuery(terms, sorts, window));
  }

  /** Steps separated by commas, a hyphen for descending. */
  private static List<ListQuery.Sort> sorts(String sort) {
    var sorts = new ArrayList<ListQuery.Sort>();
    for (var step : sort.split(",", -1)) {
      var descending = step.startsWith("-");
      sorts.add(
          new ListQuery.Sort(ListQuery.key(descending ? step.substring(1) : step), descending));
    }
    return sorts;
  }

  /** A parameter as Harbor reads it: the last one of a name; null when there is none or "". */
  public static @Nullable String parameter(Request request, String name) {
    var all = request.queryAll(name);
    if (all.isEmpty() || all.getLast().isEmpty()) {
      return null;
    }
    if (all.getLast().indexOf('\0') >= 0) {
      throw FaultException.invalid(Fault.Part.QUERY, name + ": no text has the character NUL");
    }
    return all.getLast();
  }

  /**
   * The same, which must be there.
   *
   * @throws FaultException Invalid PAGINATION, which is 422
   */
  public static String required(Request request, String name) {
    var value = parameter(request, name);
    if (value == null) {
      throw unprocessable(name + " in query is required");
    }
    return value;
  }

  /** The same for a route: asked before rights are, as Harbor's document has it. */
  public static Consumer<Request> requiring(String name) {
    return request -> required(request, name);
  }

  /** A boolean parameter in any of Harbor's words; never an error. */
  public static boolean flag(Request request, String name, boolean usual) {
    var value = parameter(request, name);
    return value == null ? usual : Truth.of(value);
  }

  /** One page of things that are all in memory. */
  public <T> Listed<T> slice(List<T> all) {
    return Listed.of(all, asked.window());
  }

  /** The list's answer with X-Total-Count and Link; a long one is written as it is read. */
  public Response answer(Request request, Listed<?> listed) {
    var response =
        listed.isWhole()
            ? Response.json(200, listed.items())
            : Response.jsonList(200, within(request, listed.batches()));
    response.header("X-Total-Count", Long.toString(listed.total()));
    var links = new LinkHeader();
    if (page > 1 && times(page - 1, pageSize) < listed.total()) {
      links.add("prev", request.rawPath(), pageQuery(request, page - 1));
    }
    if (pageSize != 0 && times(page, pageSize) < listed.total()) {
      links.add("next", request.rawPath(), pageQuery(request, page + 1));
    }
    return links.value().isEmpty() ? response : response.header("Link", links.value());
  }

  /** Reads in the name of the request, which is no longer bound when the answer is written. */
  public static <T> Iterator<T> within(Request request, Iterator<T> parts) {
    var current = new CurrentRequest(request.registry());
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return current.call(parts::hasNext);
      }

      @Override
      public T next() {
        return current.call(parts::next);
      }
    };
  }

  private static long times(long page, long size) {
    var high = Math.multiplyHigh(page, size);
    var low = page * size;
    return high == low >> 63 ? low : high < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  private Map<String, String> pageQuery(Request request, long other) {
    var names = new TreeSet<>(List.of("page", "page_size"));
    for (var pair : request.rawQuery().split("&", -1)) {
      names.add(pair.replaceFirst("=.*", ""));
    }
    var query = new LinkedHashMap<String, String>();
    for (var name : names) {
      switch (name) {
        case "page" -> query.put(name, Long.toString(other));
        case "page_size" -> query.put(name, Long.toString(pageSize));
        default -> request.queryAll(name).forEach(value -> query.put(name, value));
      }
    }
    return query;
  }

  private static long number(Request request, String name, long usual) {
    var text = parameter(request, name);
    try {
      return text == null ? usual : Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw unprocessable(name + " in query must be a number");
    }
  }

  private static FaultException unprocessable(String message) {
    return FaultException.invalid(Fault.Part.PAGINATION, message);
  }
}
