package io.berth.control.schema;

import io.berth.http.message.Method;
import io.berth.http.routing.Access;
import io.berth.http.routing.Handler;
import io.berth.http.routing.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One call of the control API: its route and its documentation, so that what is served and what is
 * published cannot differ. To add a call, add to an {@code *Endpoints} class what this makes:
 *
 * <pre>{@code
 * Operation.put("/cloud/project/{serviceName}/thing/{thingId}", "Rename a thing")
 *     .asks(access.project("publicCloudProject:apiovh:thing/edit"))
 *     .takes(Model.of(Renaming.class))
 *     .answers(Scalar.VOID)
 *     .by(this::rename)
 * }</pre>
 *
 * {@code Renaming} is a record with {@link BodyModel}; an answer is one with {@link AnswerModel}.
 * Models that are named this way are published with it; there is no list to add them to.
 *
 * @param <C> the API's callers
 * @param route its template without version prefix, the parameters one segment each; the name of
 *     its access is what the {@code iamActions} publish
 * @param parameters the body first, then the path's by name, then the query's
 * @param answer of a success: status 200 with this as JSON, {@code null} for {@link Scalar#VOID}
 */
public record Operation<C>(
    Route<C> route, String description, List<Parameter> parameters, Type answer, Stage stage) {
  public Operation {
    parameters = List.copyOf(parameters);
  }

  Method method() {
    return route.method();
  }

  String path() {
    return route.template();
  }

  /** How settled an operation is. */
  enum Stage {
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

  public static Draft<?, ?> get(String path, String description) {
    return new Draft<>(Route.get(path), description);
  }

  public static Draft<?, ?> post(String path, String description) {
    return new Draft<>(Route.post(path), description);
  }

  public static Draft<?, ?> put(String path, String description) {
    return new Draft<>(Route.put(path), description);
  }

  public static Draft<?, ?> delete(String path, String description) {
    return new Draft<>(Route.delete(path), description);
  }

  /** The first segment of the path: which schema document it stands in. */
  String section() {
    return path().split("/", 3)[1];
  }

  /**
   * An operation being described; {@link #by} ends it.
   *
   * @param <C> the API's callers
   * @param <T> what its access finds; nothing can be done before it asks
   */
  public static final class Draft<C, T> {
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([^{}]+)}");

    private final Route.Place place;
    private final String description;
    private final Optional<Access<C, T>> access;
    private final List<Parameter> body;
    private final TreeMap<String, Parameter> ofPath;
    private final List<Parameter> query;
    private Type answer = Scalar.VOID;
    private Stage stage = Stage.PRODUCTION;

    private Draft(Route.Place place, String description) {
      this.place = place;
      this.description = description;
      this.access = Optional.empty();
      this.body = new ArrayList<>(1);
      this.ofPath = new TreeMap<>();
      this.query = new ArrayList<>();
      PATH_PARAMETER
          .matcher(place.template())
          .results()
          .map(found -> found.group(1))
          .forEach(name -> path(name, Scalar.STRING, words(name)));
    }

    private Draft(Draft<?, ?> so, Access<C, T> access) {
      this.place = so.place;
      this.description = so.description;
      this.access = Optional.of(access);
      this.body = so.body;
      this.ofPath = so.ofPath;
      this.query = so.query;
      this.answer = so.answer;
      this.stage = so.stage;
    }

    /** {@code serviceName} becomes "Service name". */
    private static String words(String name) {
      var words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").replace("ID", "Id");
      return words.substring(0, 1).toUpperCase(Locale.ROOT)
          + words.substring(1).toLowerCase(Locale.ROOT);
    }

    /** What is asked of the caller. */
    public <D, U> Draft<D, U> asks(Access<D, U> asked) {
      return new Draft<>(this, asked);
    }

    /** The body, which must be there. */
    public Draft<C, T> takes(Type type) {
      body.add(new Parameter(null, type, Parameter.Place.BODY, true, "Request Body"));
      return this;
    }

    /** The body, which may be left out. */
    public Draft<C, T> mayTake(Type type) {
      body.add(new Parameter(null, type, Parameter.Place.BODY, false, "Request Body"));
      return this;
    }

    /** Says more about a parameter of the path than its name does. */
    public Draft<C, T> path(String name, Type type, String about) {
      ofPath.put(name, new Parameter(name, type, Parameter.Place.PATH, true, about));
      return this;
    }

    /** A query parameter, which may be left out. */
    public Draft<C, T> query(String name, Type type, String about) {
      query.add(new Parameter(name, type, Parameter.Place.QUERY, false, about));
      return this;
    }

    /** What a success answers; nothing said: {@code null}. */
    public Draft<C, T> answers(Type type) {
      answer = type;
      return this;
    }

    /** Marks what OVHcloud's API does not have. */
    public Draft<C, T> beta() {
      stage = Stage.BETA;
      return this;
    }

    public Operation<C> by(Handler<? super T> handler) {
      return made(asked().by(handler));
    }

    /** By a handler that needs nothing of what was found. */
    public Operation<C> by(Route.Plain handler) {
      return made(asked().by(handler));
    }

    private Route.Draft<C, T> asked() {
      return place.asks(
          access.orElseThrow(
              () -> new IllegalStateException(place + " asks nothing of its caller")));
    }

    private Operation<C> made(Route<C> route) {
      var parameters = new ArrayList<>(body);
      parameters.addAll(ofPath.values());
      parameters.addAll(query);
      return new Operation<>(route, description, parameters, answer, stage);
    }
  }
}
