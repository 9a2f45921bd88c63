package io.berth.harbor.project;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.BodyText;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborPaths;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.request.InProject;
import io.berth.harbor.wire.ImmutableRuleBody;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.right.Permission;
import io.berth.immutability.ImmutableRule;
import io.berth.immutability.ImmutableRules;
import io.berth.selector.Selector;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which tags of a project are immutable. */
public final class ImmutableRuleEndpoints {
  private static final String COVERS_NOTHING =
      "299 - \"this rule covers no tag: it needs a selector of repositories and one of tags\"";

  private final ImmutableRules rules;

  public ImmutableRuleEndpoints(ImmutableRules rules) {
    this.rules = rules;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    var all = HarborPaths.PROJECT + "/immutabletagrules";
    var one = all + "/{rule}";
    var type = "immutable_rule";
    return List.of(
        Route.get(all).asks(access.project(Permission.IMMUTABLE_TAG_LIST)).by(this::list),
        Route.post(all)
            .asks(access.project(Permission.IMMUTABLE_TAG_CREATE))
            .audited(audit.inProject("create", type))
            .by(this::create),
        Route.put(one)
            .asks(access.project(Permission.IMMUTABLE_TAG_UPDATE))
            .audited(audit.inProject("update", type))
            .by(this::update),
        Route.delete(one)
            .asks(access.project(Permission.IMMUTABLE_TAG_DELETE))
            .audited(audit.inProject("delete", type))
            .by(this::delete));
  }

  private record SelectorInput(
      @Nullable String kind, @Nullable String decoration, @Nullable String pattern) {
    Selector of(Selector.Subject subject) {
      return Selector.of(subject, BodyText.of(kind), BodyText.of(decoration), BodyText.of(pattern));
    }
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record RuleInput(
      @Nullable Long id,
      @Nullable Integer priority,
      @Nullable Boolean disabled,
      @Nullable String action,
      @Nullable String template,
      @Nullable List<SelectorInput> tagSelectors,
      @Nullable Map<String, List<SelectorInput>> scopeSelectors,
      @Nullable Boolean allowDelete,
      @Nullable Integer duration) {
    /**
     * @throws FaultException Invalid BODY
     */
    ImmutableRule.Terms terms() {
      requireUsual("action", action, "immutable");
      requireUsual("template", template, "immutable_template");
      int days = duration == null ? 0 : duration;
      if (days < 0 || days > ImmutableRule.LONGEST) {
        throw invalid("duration is days, from 1 to " + ImmutableRule.LONGEST + ", or 0 for no end");
      }
      return new ImmutableRule.Terms(
          Boolean.TRUE.equals(disabled),
          priority == null ? 0 : priority,
          repositories(),
          only(tagSelectors, Selector.Subject.TAG, "tag_selectors"),
          Boolean.TRUE.equals(allowDelete),
          days);
    }

    private @Nullable Selector repositories() {
      if (scopeSelectors == null) {
        return null;
      }
      for (var scope : scopeSelectors.keySet()) {
        if (!scope.equals("repository")) {
          throw invalid("scope_selectors has selectors of repository, not of " + scope);
        }
      }
      return only(scopeSelectors.get("repository"), Selector.Subject.REPOSITORY, "scope_selectors");
    }

    private static @Nullable Selector only(
        @Nullable List<SelectorInput> given, Selector.Subject subject, String member) {
      return Selector.only(given == null ? List.of() : given, member)
          .map(it -> it.of(subject))
          .orElse(null);
    }

    private static void requireUsual(String member, @Nullable String given, String usual) {
      if (!BodyText.of(given).isEmpty() && !usual.equals(given)) {
        throw invalid(member + " is " + usual + ", not " + given);
      }
    }
  }

  Response list(Request request, InProject place) {
    var query = HarborQuery.of(request);
    return query.answer(
        request, rules.list(place.project().id(), query.asked()).each(ImmutableRuleBody::of));
  }

  Response create(Request request, InProject place) throws IOException {
    var terms = Json.read(request, RuleInput.class).terms();
    var rule = rules.add(place.project().id(), terms);
    return answer(201, terms)
        .header("Location", request.rawPath().replaceFirst("/$", "") + "/" + rule.id());
  }

  /** The body is the whole rule, with its id, as Harbor asks. */
  Response update(Request request, InProject place) throws IOException {
    var body = Json.read(request, RuleInput.class);
    var id = id(request);
    if (body.id() == null || !Optional.of(body.id()).equals(id)) {
      throw invalid("the immutable_rule_id doesn't match the id in the payload body");
    }
    var terms = body.terms();
    rules.change(place.project().id(), body.id(), terms);
    return answer(200, terms);
  }

  Response delete(Request request, InProject place) {
    rules.remove(
        place.project().id(),
        id(request).orElseThrow(() -> ImmutableRules.unknown(request.param("rule"))));
    return Response.of(200);
  }

  private static Response answer(int status, ImmutableRule.Terms terms) {
    var response = Response.of(status);
    return terms.isWhole() ? response : response.header("Warning", COVERS_NOTHING);
  }

  private static Optional<Long> id(Request request) {
    var text = request.param("rule");
    return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
