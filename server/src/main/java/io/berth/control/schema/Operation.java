package io.berth.control.schema;

import io.berth.http.Handler;
import io.berth.http.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One call of the control API: its route and its documentation, so that what is served and what is
 * published cannot differ. To add a call, add to an {@code *Endpoints} class what this makes:
 *
 * <pre>{@code
 * Operation.put("/cloud/project/{serviceName}/thing/{thingId}", "Rename a thing")
 *     .asks("publicCloudProject:apiovh:thing/edit")
 *     .takes(Model.of(Renaming.class))
 *     .answers(Scalar.VOID)
 *     .by(this::rename)
 * }</pre>
 *
 * {@code Renaming} is a record with {@link BodyModel}; an answer is one with {@link AnswerModel}.
 * Models that are named this way are published with it; there is no list to add them to.
 *
 * @param path without version prefix; its parameters have one segment each
 * @param parameters the body first, then the path's by name, then the query's
 * @param answer of a success: status 200 with this as JSON, {@code null} for {@link Scalar#VOID}
 */
public record Operation(
    Method method,
    String path,
    String description,
    Guard guard,
    List<Parameter> parameters,
    Type answer,
    Stage stage,
    Handler handler) {
  public Operation {
    parameters = List.copyOf(parameters);
  }

  /** What is asked of the caller. */
  public sealed interface Guard {}

  /** The right to do this, under the name that the {@code iamActions} publish. */
  public record Action(String name) implements Guard {}

  /** Nothing, for a reason. */
  public record Anybody(String reason) implements Guard {}

  /** How settled an operation is. */
  public enum Stage {
    PRODUCTION("Stable production version"),
    BETA("Beta version");

    private final String description;

    Stage(String description) {
      this.description = description;
    }

    String description() {
      return description;
    }
  }

  public static Draft get(String path, String description) {
    return new Draft(Method.GET, path, description);
  }

  public static Draft post(String path, String description) {
    return new Draft(Method.POST, path, description);
  }

  public static Draft put(String path, String description) {
    return new Draft(Method.PUT, path, description);
  }

  public static Draft delete(String path, String description) {
    return new Draft(Method.DELETE, path, description);
  }

  /** The first segment of the path: which schema document it stands in. */
  String section() {
    return path.split("/", 3)[1];
  }

  /** An operation being described; {@link #by} ends it. */
  public static final class Draft {
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([^{}]+)}");

    private final Method method;
    private final String path;
    private final String description;
    private final List<Parameter> body = new ArrayList<>(1);
    private final TreeMap<String, Parameter> ofPath = new TreeMap<>();
    private final List<Parameter> query = new ArrayList<>();
    private Guard guard = new Action("");
    private Type answer = Scalar.VOID;
    private Stage stage = Stage.PRODUCTION;

    private Draft(Method method, String path, String description) {
      this.method = method;
      this.path = path;
      this.description = description;
      PATH_PARAMETER
          .matcher(path)
          .results()
          .map(found -> found.group(1))
          .forEach(name -> path(name, Scalar.STRING, words(name)));
    }

    /** {@code serviceName} becomes "Service name". */
    private static String words(String name) {
      var words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").replace("ID", "Id");
      return words.substring(0, 1).toUpperCase(Locale.ROOT)
          + words.substring(1).toLowerCase(Locale.ROOT);
    }

    /** Asks for a caller with the right to this action. */
    public Draft asks(String action) {
      guard = new Action(action);
      return this;
    }

    /** Lets anybody call; the reason is for the reader of the code. */
    public Draft open(String reason) {
      guard = new Anybody(reason);
      return this;
    }

    /** The body, which must be there. */
    public Draft takes(Type type) {
      body.add(new Parameter(null, type, Parameter.Place.BODY, true, "Request Body"));
      return this;
    }

    /** The body, which may be left out. */
    public Draft mayTake(Type type) {
      body.add(new Parameter(null, type, Parameter.Place.BODY, false, "Request Body"));
      return this;
    }

    /** Says more about a parameter of the path than its name does. */
    public Draft path(String name, Type type, String about) {
      ofPath.put(name, new Parameter(name, type, Parameter.Place.PATH, true, about));
      return this;
    }

    /** A query parameter, which may be left out. */
    public Draft query(String name, Type type, String about) {
      query.add(new Parameter(name, type, Parameter.Place.QUERY, false, about));
      return this;
    }

    /** What a success answers; nothing said: {@code null}. */
    public Draft answers(Type type) {
      answer = type;
      return this;
    }

    /** Marks what OVHcloud's API does not have. */
    public Draft beta() {
      stage = Stage.BETA;
      return this;
    }

    public Operation by(Handler handler) {
      if (guard instanceof Action(var name) && name.isEmpty()) {
        throw new IllegalStateException(method + " " + path + " asks nothing of its caller");
      }
      var parameters = new ArrayList<>(body);
      parameters.addAll(ofPath.values());
      parameters.addAll(query);
      return new Operation(method, path, description, guard, parameters, answer, stage, handler);
    }
  }
}
