package io.berth.harbor.request;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.listing.ListQuery;
import io.berth.listing.Term;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The conditions of {@code q} (docs/reference/contracts/harbor.md#lists): {@code k=v}, {@code
 * k=~v}, {@code k=[a~b]}, <code>k={a b}</code> or {@code k=(a b)}, joined by commas. Quotes count
 * within brackets only.
 */
final class QueryTerms {
  private QueryTerms() {}

  /**
   * The conditions by the {@link ListQuery#key} of their column; of two on one column the last.
   *
   * @param q decoded once, as any parameter: clients encode it as a whole once more
   * @throws FaultException Invalid QUERY
   */
  static Map<String, Term> parse(String q) {
    var terms = new HashMap<String, Term>();
    if (q.isEmpty()) {
      return terms;
    }
    for (var condition : decoded(q).split(",", -1)) {
      var equals = condition.indexOf('=');
      // Blanks count: " name " is no column, and " x" another value than "x".
      var name = equals < 0 ? "" : condition.substring(0, equals);
      var value = condition.substring(equals + 1);
      if (name.isEmpty() || value.isEmpty()) {
        throw invalid(
            "q is a list of conditions such as name=value or name=~part, none of them empty");
      }
      terms.put(ListQuery.key(name), term(value));
    }
    return terms;
  }

  private static String decoded(String q) {
    String decoded;
    try {
      decoded = URLDecoder.decode(q, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      decoded = q;
    }
    if (decoded.indexOf('\0') >= 0) {
      throw invalid("q: no text has the character NUL");
    }
    return decoded;
  }

  private static Term term(String text) {
    return switch (text.charAt(0)) {
      case '~' -> new Term.Fuzzy(part(text.substring(1)));
      case '[' -> range(within(text, ']'));
      case '{' -> new Term.Union(values(within(text, '}')));
      case '(' -> new Term.Intersection(values(within(text, ')')));
      default -> new Term.Exact(text.startsWith("\\") ? text.substring(1) : text);
    };
  }

  private static String part(String text) {
    if (text.isEmpty()) {
      throw invalid("q: what is to be contained stands behind ~");
    }
    return text;
  }

  private static String within(String text, char end) {
    if (text.length() < 2 || text.charAt(text.length() - 1) != end) {
      throw invalid("q: what begins with " + text.charAt(0) + " ends with " + end);
    }
    return text.substring(1, text.length() - 1);
  }

  private static Term range(String text) {
    var middle = text.indexOf('~');
    if (middle != text.lastIndexOf('~')) {
      throw invalid("q: a range has one ~, between its ends");
    }
    var from = middle < 0 ? "" : unquoted(text.substring(0, middle).strip());
    var to = middle < 0 ? "" : unquoted(text.substring(middle + 1).strip());
    if (from.isEmpty() && to.isEmpty()) {
      throw invalid("q: a range is written [from~to], and one of the two may be left out");
    }
    return new Term.Range(from, to);
  }

  /** The values between blanks; one in quotes may have blanks itself. */
  private static List<String> values(String text) {
    var values = new ArrayList<String>();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ') {
        at++;
        continue;
      }
      var closing = c == '"' || c == '\'' ? text.indexOf(c, at + 1) : -1;
      var blank = text.indexOf(' ', Math.max(at, closing));
      var end = blank < 0 ? text.length() : blank;
      values.add(unquoted(text.substring(at, end)));
      at = end;
    }
    return values;
  }

  private static String unquoted(String text) {
    var last = text.length() - 1;
    return last > 0
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.charAt(last) == text.charAt(0)
        ? text.substring(1, last)
        : text;
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.QUERY, message);
  }
}
