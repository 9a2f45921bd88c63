package io.berth.http.engine;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Follows the bytes of an HTTP/1 connection from message to message, by the letter of RFC 9112:
 * what could end at one place for us and at another for a proxy before us is refused, so that no
 * request can hide in another's body. Content is counted, not looked at. What a head means is not
 * known here, and how long it may be is for the engine to say.
 */
final class RequestScanner {
  /** As many as any client or proxy sends, several times over. */
  static final int MOST_FIELDS = 128;

  private static final int LONGEST_EXTENSION = 256;
  private static final int LONGEST_WORD = 32;
  private static final int LENGTH_DIGITS = 18;
  private static final int SIZE_DIGITS = 8;
  private static final boolean[] TOKEN = new boolean[128];

  static {
    for (char c = '!'; c <= '~'; c++) {
      TOKEN[c] = "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
    }
  }

  /** Why a connection ends. */
  record Problem(int status, String message) {}

  private enum State {
    START,
    START_LF,
    METHOD,
    TARGET,
    VERSION,
    FIELD,
    NAME,
    VALUE,
    VALUE_LF,
    END_LF,
    CONTENT,
    SIZE,
    EXTENSION,
    SIZE_LF,
    CHUNK,
    CHUNK_CR,
    CHUNK_LF
  }

  private State state = State.START;
  private boolean emptyLine;
  private boolean isOld;
  private boolean inTrailer;
  private int fields;

  /** The field name, version or value being read; longer ones are of no interest. */
  private final StringBuilder word = new StringBuilder(LONGEST_WORD);

  private Field field = Field.OTHER;
  private long length = -1;
  private boolean isChunked;
  private long remaining;
  private int digits;
  private int extension;
  private long messageAt = -1;

  private enum Field {
    LENGTH,
    CODING,
    OTHER
  }

  /** New bytes are to be scanned, numbered from zero. */
  void begin() {
    messageAt = -1;
  }

  /** Where the message being read began among these bytes, -1 when that was before them. */
  long messageAt() {
    return messageAt;
  }

  /** Whether the head of the message being read is not whole yet. */
  boolean inHead() {
    return state.compareTo(State.CONTENT) < 0 && !inTrailer;
  }

  /** Passes over content; how many of so many bytes are content. */
  long skip(long available) {
    if (state != State.CONTENT && state != State.CHUNK) {
      return 0;
    }
    long skipped = Math.min(available, remaining);
    remaining -= skipped;
    if (remaining == 0) {
      state = state == State.CHUNK ? State.CHUNK_CR : State.START;
    }
    return skipped;
  }

  /**
   * Reads on to the end, or to content.
   *
   * @param base the number of the first of these bytes
   * @return how many were read; what {@link #skip} takes follows
   */
  int scan(byte[] bytes, int count, long base) throws Refused {
    int i = 0;
    while (i < count && state != State.CONTENT && state != State.CHUNK) {
      if (state == State.VALUE && field == Field.OTHER) {
        i = pass(bytes, i, count);
      }
      if (i < count) {
        take(bytes[i] & 0xff, base + i);
        i++;
      }
    }
    return i;
  }

  /** The greater part of every head is values that are of no interest here. */
  private static int pass(byte[] bytes, int from, int count) {
    int i = from;
    while (i < count && isText(bytes[i] & 0xff)) {
      i++;
    }
    return i;
  }

  /** These bytes are no HTTP/1. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Problem problem;

    Refused(int status, String message) {
      super(message, null, false, false);
      this.problem = new Problem(status, message);
    }

    Problem problem() {
      return problem;
    }
  }

  private void take(int b, long at) throws Refused {
    switch (state) {
      case START -> start(b, at);
      case START_LF -> lineFeed(b, State.START);
      case METHOD -> {
        if (b == ' ') {
          state = State.TARGET;
          digits = 0;
        } else {
          require(isToken(b), "a request begins with a method");
        }
      }
      case TARGET -> target(b);
      case VERSION -> version(b);
      case FIELD -> field(b);
      case NAME -> name(b);
      case VALUE -> value(b);
      case VALUE_LF -> lineFeed(b, State.FIELD);
      case END_LF -> {
        lineFeed(b, State.START);
        ended();
      }
      case SIZE -> size(b);
      case EXTENSION -> {
        if (b == '\r') {
          state = State.SIZE_LF;
        } else {
          require(
              isText(b) && ++extension <= LONGEST_EXTENSION,
              "a chunk extension is not well-formed");
        }
      }
      case SIZE_LF -> {
        lineFeed(b, State.CHUNK);
        if (remaining == 0) {
          inTrailer = true;
          state = State.FIELD;
        }
      }
      case CHUNK_CR -> {
        require(b == '\r', "a chunk does not end where its size says");
        state = State.CHUNK_LF;
      }
      case CHUNK_LF -> {
        lineFeed(b, State.SIZE);
        beginSize();
      }
      case CONTENT, CHUNK -> throw new IllegalStateException("content is skipped");
    }
  }

  /** Section 2.2: one empty line before a request is an old client's habit. */
  private void start(int b, long at) throws Refused {
    if (b == '\r' && !emptyLine) {
      emptyLine = true;
      state = State.START_LF;
      return;
    }
    messageAt = at;
    require(isToken(b), "a request begins with a method");
    emptyLine = false;
    inTrailer = false;
    fields = 0;
    length = -1;
    isChunked = false;
    state = State.METHOD;
  }

  private void target(int b) throws Refused {
    if (b == ' ' && digits > 0) {
      word.setLength(0);
      state = State.VERSION;
    } else {
      require(
          b > ' ' && b <= '~',
          "characters that are not in RFC 3986 are to be percent-encoded in a request target");
      digits = 1;
    }
  }

  private void version(int b) throws Refused {
    if (b != '\r') {
      remember(b);
      return;
    }
    isOld = word.compareTo(OLD) == 0;
    require(isOld || word.compareTo(NEW) == 0, "this is neither HTTP/1.1 nor HTTP/1.0");
    state = State.VALUE_LF;
  }

  private static final StringBuilder OLD = new StringBuilder("HTTP/1.0");
  private static final StringBuilder NEW = new StringBuilder("HTTP/1.1");

  private void field(int b) throws Refused {
    if (b == '\r') {
      state = State.END_LF;
      return;
    }
    require(b != ' ' && b != '\t', "a header line must not be folded");
    if (++fields > MOST_FIELDS) {
      throw new Refused(431, "there are more than " + MOST_FIELDS + " header lines");
    }
    word.setLength(0);
    state = State.NAME;
    name(b);
  }

  private void name(int b) throws Refused {
    if (b == ':') {
      require(!word.isEmpty(), "a header line begins with a name");
      field = fieldOf();
      word.setLength(0);
      state = State.VALUE;
    } else {
      require(isToken(b), "a header's name has no spaces and no characters but those of tokens");
      remember(b >= 'A' && b <= 'Z' ? b + 32 : b);
    }
  }

  private Field fieldOf() {
    // By length first: this is done for every header.
    return switch (word.length()) {
      case 14 -> word.toString().equals("content-length") ? Field.LENGTH : Field.OTHER;
      case 17 -> word.toString().equals("transfer-encoding") ? Field.CODING : Field.OTHER;
      default -> Field.OTHER;
    };
  }

  private void value(int b) throws Refused {
    if (b == '\r') {
      if (field != Field.OTHER && !inTrailer) {
        framing(word.toString().strip());
      } else {
        require(field == Field.OTHER, "a trailer says nothing about the length of a message");
      }
      state = State.VALUE_LF;
      return;
    }
    require(isText(b), "a header's value has no control characters");
    if (field != Field.OTHER) {
      remember(b);
    }
  }

  /** Sections 6.1 to 6.3. */
  private void framing(String value) throws Refused {
    if (field == Field.LENGTH) {
      require(length < 0, "Content-Length is said twice");
      require(
          !value.isEmpty()
              && value.length() <= LENGTH_DIGITS
              && value.chars().allMatch(c -> c >= '0' && c <= '9'),
          "Content-Length is a number");
      length = Long.parseLong(value);
    } else {
      require(!isChunked, "Transfer-Encoding is said twice");
      require(
          value.toLowerCase(Locale.ROOT).equals("chunked"),
          "the only transfer coding here is chunked");
      isChunked = true;
    }
  }

  private void ended() throws Refused {
    if (inTrailer) {
      return;
    }
    if (isChunked) {
      require(length < 0, "Content-Length and Transfer-Encoding do not go together");
      require(!isOld, "HTTP/1.0 has no Transfer-Encoding");
      state = State.SIZE;
      beginSize();
    } else if (length > 0) {
      remaining = length;
      state = State.CONTENT;
    }
  }

  private void beginSize() {
    remaining = 0;
    digits = 0;
    extension = 0;
  }

  private void size(int b) throws Refused {
    int digit = b < 128 ? Character.digit(b, 16) : -1;
    if (digit >= 0) {
      remaining = remaining * 16 + digit;
      require(
          ++digits <= SIZE_DIGITS && remaining <= Integer.MAX_VALUE, "a chunk's size is too large");
      return;
    }
    require(digits > 0 && (b == '\r' || b == ';'), "a chunk's size is a hexadecimal number");
    state = b == '\r' ? State.SIZE_LF : State.EXTENSION;
  }

  private void lineFeed(int b, State next) throws Refused {
    require(b == '\n', "a line ends with CR and LF together");
    state = next;
  }

  private void remember(int b) {
    if (word.length() < LONGEST_WORD) {
      word.append((char) b);
    }
  }

  private static boolean isToken(int b) {
    return b < 128 && TOKEN[b];
  }

  /** Visible characters, space, tab, and what is beyond ASCII (RFC 9110 section 5.5). */
  private static boolean isText(int b) {
    return (b >= ' ' && b != 0x7f) || b == '\t';
  }

  private static void require(boolean holds, @Nullable String otherwise) throws Refused {
    if (!holds) {
      throw new Refused(400, String.valueOf(otherwise));
    }
  }
}
