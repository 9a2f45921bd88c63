package io.berth.memory;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

/**
 * Parses JSON that comes from outside. A tree takes thirty times the memory of its text and more,
 * so its size is counted while it grows: above a number of values it is refused, and all trees of
 * all requests together stay within one budget.
 */
public final class UntrustedJson {
  /** Room is taken in steps, so that small documents cost one look at the budget. */
  private static final int STEP = 32 * 1024;

  /** A tree up to here may be given back while pieces of it are still in use. */
  private static final int SMALL = 256 * 1024;

  private UntrustedJson() {}

  /** Why a document is refused, in the caller's words. */
  public static final class Refused extends JsonProcessingException {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  /**
   * Parses a document; its room is taken until the request is over. A missing node for no bytes.
   *
   * @param values how many values and names it may have
   * @throws JsonProcessingException when it is not JSON, or {@link Refused} too large
   * @throws io.berth.fault.FaultException Unavailable when all trees together take too much
   */
  public static JsonNode tree(byte[] json, int values) throws JsonProcessingException {
    var count = new Count(values);
    try (var parser = new Counted(JsonMappers.API.getFactory().createParser(json), count, false)) {
      JsonNode root = JsonMappers.API.readTree(parser);
      // A mapper looks for what follows a document only where it opened the parser itself.
      if (root != null && parser.nextToken() != null) {
        throw new Refused("there is more after the document's end");
      }
      count.end();
      return root == null ? MissingNode.getInstance() : root;
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can be read", e);
    }
  }

  /**
   * A parser that counts as a tree what passes: for who keeps pieces of a document, not a tree.
   * Closed, it gives the room of a small document back; that of a large one stays taken until the
   * request is over, for what was kept may be large too.
   */
  public static JsonParser counted(JsonParser parser) {
    return new Counted(parser, new Count(Integer.MAX_VALUE), true);
  }

  /** What a tree has taken so far, by the sizes of Jackson's nodes and Java's collections. */
  private static final class Count {
    private static final int CONTAINER = 120;
    private static final int MEMBER = 150;
    private static final int TEXT = 80;
    private static final int SCALAR = 40;
    private static final int WORD = 8;

    private final int most;
    private int values;
    private long taken;
    private long grown;

    Count(int most) {
      this.most = most;
    }

    void add(JsonToken token, JsonParser parser) throws IOException {
      switch (token) {
        case START_OBJECT, START_ARRAY -> grow(CONTAINER);
        case FIELD_NAME -> grow(MEMBER + 2L * parser.currentName().length());
        case VALUE_STRING -> grow(TEXT + 2L * parser.getTextLength());
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> grow(SCALAR + parser.getTextLength());
        case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> grow(WORD);
        default -> {
          return;
        }
      }
      values++;
      if (values > most) {
        throw new Refused("it has more than " + most + " values and names");
      }
    }

    private void grow(long bytes) {
      grown += bytes;
      if (grown >= STEP) {
        end();
      }
    }

    void end() {
      if (grown > 0) {
        long more = grown;
        grown = 0;
        var spending = RequestBudget.current();
        if (spending.isPresent()) {
          spending.get().tree(more);
          taken += more;
        }
      }
    }

    void dropped() {
      if (taken > 0 && taken <= SMALL) {
        RequestBudget.current().ifPresent(spending -> spending.treeDropped(taken));
      }
    }
  }

  /** Counts each token as it is read. */
  private static final class Counted extends JsonParserDelegate {
    private final Count count;
    private final boolean passing;

    Counted(JsonParser parser, Count count, boolean passing) {
      super(parser);
      this.count = count;
      this.passing = passing;
    }

    @Override
    public void close() throws IOException {
      super.close();
      if (passing) {
        count.dropped();
      }
    }

    @Override
    public JsonToken nextToken() throws IOException {
      var token = delegate.nextToken();
      if (token != null) {
        count.add(token, delegate);
      }
      return token;
    }
  }
}
