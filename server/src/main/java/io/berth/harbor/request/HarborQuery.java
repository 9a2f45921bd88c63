package io.berth.harbor.request;

import io.berth.catalog.Page;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.LinkHeader;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The query of a list: {@code page}, {@code page_size}, {@code sort} and {@code q}
 * (docs/reference/contracts/harbor.md#api-conventions).
 *
 * @param fields what {@code q} asks for, by lower-case name without underscores
 * @param sort "" for the list's own order
 */
public record HarborQuery(int page, int pageSize, String sort, Map<String, QueryTerm> fields) {
  private static final int LARGEST_PAGE = 100;
  private static final int USUAL_PAGE = 10;

  public static HarborQuery of(Request request) {
    var page = number(request, "page", 1);
    var size = number(request, "page_size", USUAL_PAGE);
    if (page < 1 || size < 1 || size > LARGEST_PAGE) {
      throw FaultException.invalid(
          Fault.Part.PAGINATION, "page counts from 1 and page_size is at most " + LARGEST_PAGE);
    }
    var sort = request.query("sort");
    return new HarborQuery(
        page, size, sort == null ? "" : sort.strip(), QueryTerm.parse(request.query("q")));
  }

  public Page.Window window() {
    return new Page.Window((long) (page - 1) * pageSize, pageSize);
  }

  /** What the list is searched for: a parameter of its own, or a field of {@code q}. */
  @Nullable
  public String text(Request request, String name) {
    var parameter = request.query(name);
    if (parameter != null && !parameter.isEmpty()) {
      return parameter;
    }
    var term = fields.get(name.replace("_", ""));
    return term == null ? null : term.value();
  }

  /** One page of things that are all in memory. */
  public <T> Response slice(Request request, List<T> all, java.util.function.Function<T, ?> body) {
    var window = window();
    return answer(
        request,
        all.stream().skip(window.offset()).limit(window.size()).map(body).toList(),
        all.size());
  }

  /** The list's answer with X-Total-Count and Link. */
  public Response answer(Request request, List<?> items, long total) {
    var response = Response.json(200, items).header("X-Total-Count", Long.toString(total));
    var links = new LinkHeader();
    if (page > 1) {
      links.add("prev", request.rawPath(), pageQuery(request, page - 1));
    }
    if ((long) page * pageSize < total) {
      links.add("next", request.rawPath(), pageQuery(request, page + 1));
    }
    return links.value().isEmpty() ? response : response.header("Link", links.value());
  }

  private Map<String, String> pageQuery(Request request, int other) {
    var query = new LinkedHashMap<String, String>();
    for (var pair : request.rawQuery().split("&", -1)) {
      var name = pair.replaceFirst("=.*", "");
      var value = request.query(name);
      if (value != null && !name.equals("page") && !name.equals("page_size")) {
        query.put(name, value);
      }
    }
    query.put("page", Integer.toString(other));
    query.put("page_size", Integer.toString(pageSize));
    return query;
  }

  private static int number(Request request, String name, int usual) {
    var text = request.query(name);
    if (text == null || text.isEmpty()) {
      return usual;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw FaultException.invalid(Fault.Part.PAGINATION, name + " must be a number");
    }
  }
}
