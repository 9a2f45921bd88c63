package io.berth.clients.terraform;

import static java.util.regex.Matcher.quoteReplacement;

import io.berth.clients.Expect;
import io.berth.clients.Feature;
import io.berth.clients.Score;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The life of all resources of a configuration at once: apply, plan, change, plan, import, plan,
 * destroy, each judged resource by resource. The configuration turns into its changed form by the
 * variable {@code changed}. Comments above a resource say what is special about it:
 *
 * <pre>
 * # needs FEATURE            it is not there when it fails
 * # import ID                its id for an import is not that in the state; {name} is an attribute
 * # no import WHY            the provider has none, or one that cannot work
 * # after import ATTRIBUTES: WHY   these differ then, as they do elsewhere
 * # never clean ATTRIBUTES: WHY    these differ in every plan, as they do elsewhere
 * </pre>
 */
final class Resources {
  private static final Pattern RESOURCE =
      Pattern.compile("((?:^#.*\\n)*)^resource \"(\\w+)\" \"(\\w+)\"", Pattern.MULTILINE);
  private static final Pattern ATTRIBUTE = Pattern.compile("\\{(\\w+)}");
  private static final int ATTEMPTS = 30;

  /** What comments say of a resource. */
  private record Directions(String text) {
    @Nullable String say(String word) {
      var found = Pattern.compile("^# " + word + " (.*)$", Pattern.MULTILINE).matcher(text);
      return found.find() ? found.group(1) : null;
    }

    @Nullable Feature needs() {
      var name = say("needs");
      return name == null ? null : Feature.named(name);
    }

    /** Attributes that may differ. */
    Set<String> mayDiffer(boolean imported) {
      var all = new TreeSet<>(attributes("never clean"));
      if (imported) {
        all.addAll(attributes("after import"));
      }
      return all;
    }

    private List<String> attributes(String word) {
      var said = say(word);
      return said == null ? List.of() : List.of(said.split(":", 2)[0].split(", *"));
    }
  }

  private final Terraform terraform;
  private final Score score;
  private final Map<String, Directions> resources = new LinkedHashMap<>();
  private final Set<String> lost = new TreeSet<>();

  Resources(Terraform terraform, Score score) {
    this.terraform = terraform;
    this.score = score;
  }

  /** Adds a file of the classpath beside this class to the configuration. */
  void add(String file, Map<String, String> names) throws IOException {
    String text;
    try (var in = Objects.requireNonNull(Resources.class.getResourceAsStream(file), file)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    for (var name : names.entrySet()) {
      text = text.replace("{" + name.getKey() + "}", name.getValue());
    }
    terraform.write(file.substring(file.lastIndexOf('/') + 1), text);
    var found = RESOURCE.matcher(text);
    while (found.find()) {
      resources.put(found.group(2) + "." + found.group(3), new Directions(found.group(1)));
    }
  }

  /** All of it. */
  void live() throws IOException {
    var made = terraform.apply("-var=changed=false");
    stopAt(made);
    resources.keySet().forEach(address -> judge(address, "create", made));
    found();
    var first = plan("-var=changed=false");
    standing().forEach(address -> clean(address, "plan after create", first, false));

    var planned = plan("-var=changed=true");
    var changing =
        standing().stream()
            .filter(
                it -> {
                  var change = planned.changes().get(it);
                  return change != null && !change.isEmpty();
                })
            .filter(it -> differs(it, planned, first))
            .toList();
    var changed = terraform.apply("-var=changed=true");
    stopAt(changed);
    changing.forEach(it -> judge(it, "change", changed));
    var second = plan("-var=changed=true");
    changing.stream()
        .filter(it -> !lost.contains(it))
        .forEach(it -> clean(it, "plan after change", second, false));

    imports();

    var before = terraform.state().keySet();
    var gone = terraform.destroy("-var=changed=true");
    stopAt(gone);
    standing().stream().filter(before::contains).forEach(it -> judge(it, "destroy", gone));
    standing().stream().filter(it -> said(it).needs() != null).forEach(score::needless);
  }

  /** The configuration's output "found" has what its data sources are right about. */
  private void found() {
    terraform
        .outputs()
        .at("/found/value")
        .properties()
        .forEach(
            it ->
                score.check(
                    "data " + it.getKey(), () -> Expect.equal(it.getValue().asText(), "true")));
  }

  /** Whether the changed form means another change than the first form's plan shows anyway. */
  private static boolean differs(String address, Terraform.Plan planned, Terraform.Plan first) {
    return !Objects.equals(planned.changes().get(address), first.changes().get(address));
  }

  private void imports() throws IOException {
    var state = terraform.state();
    var imported = new ArrayList<String>();
    var blocks = new LinkedHashMap<String, String>();
    for (var address : standing()) {
      var attributes = state.get(address);
      if (attributes != null && said(address).say("no import") == null) {
        imported.add(address);
        var id = Objects.requireNonNullElse(said(address).say("import"), "{id}");
        blocks.put(
            address,
            ATTRIBUTE
                .matcher(id)
                .replaceAll(it -> quoteReplacement(attributes.path(it.group(1)).asText())));
      }
    }
    terraform.forget(imported);
    Terraform.Plan plan;
    for (int attempt = 0; ; attempt++) {
      terraform.write(
          "imports.tf",
          blocks.entrySet().stream()
              .map(
                  it ->
                      "import {\n  to = %s\n  id = \"%s\"\n}\n"
                          .formatted(it.getKey(), it.getValue()))
              .collect(Collectors.joining()));
      plan = terraform.plan("-var=changed=true");
      if (plan.isMade() || plan.failed().isEmpty() || attempt == ATTEMPTS) {
        break;
      }
      plan.failed()
          .forEach(
              (address, words) -> {
                failed(address, "import", words);
                blocks.remove(address);
              });
    }
    if (!plan.rest().isEmpty()) {
      throw new AssertionError("no plan with imports: " + plan.rest());
    }
    for (var address : blocks.keySet()) {
      score.right(address + ": import");
      clean(address, "plan after import", plan, true);
    }
    // The state has them again, as they are: what differs on purpose is set once more.
    stopAt(terraform.apply("-var=changed=true"));
    terraform.remove("imports.tf");
  }

  private Directions said(String address) {
    return resources.getOrDefault(address, new Directions(""));
  }

  private List<String> standing() {
    return resources.keySet().stream().filter(it -> !lost.contains(it)).toList();
  }

  /** Plans; a resource that cannot be read makes every plan impossible, so it is left out. */
  private Terraform.Plan plan(String variable) {
    for (int attempt = 0; ; attempt++) {
      var plan = terraform.plan(variable);
      if (plan.isMade()) {
        return plan;
      }
      if (plan.failed().isEmpty() || attempt == ATTEMPTS) {
        throw new AssertionError("no plan: " + plan.rest() + plan.failed());
      }
      plan.failed().forEach((address, words) -> failed(address, "read", words));
      terraform.forget(List.copyOf(plan.failed().keySet()));
    }
  }

  private void clean(String address, String step, Terraform.Plan plan, boolean imported) {
    if (lost.contains(address)) {
      return;
    }
    var change = plan.changes().get(address);
    if (change == null || change.isEmpty()) {
      score.right(address + ": " + step);
      return;
    }
    var known = said(address).mayDiffer(imported);
    if (!known.isEmpty()
        && known.containsAll(change.attributes())
        && !change.actions().equals(List.of("create"))) {
      score.right(address + ": " + step);
      note(address, "never clean");
      note(address, "after import");
      return;
    }
    score.failed(
        address + ": " + step,
        said(address).needs(),
        change.actions() + " of " + change.attributes());
  }

  private void note(String address, String word) {
    var said = said(address).say(word);
    if (said != null) {
      var type = address.substring(0, address.indexOf('.'));
      score.note("no clean plan of `" + type + "` " + said);
    }
  }

  private void judge(String address, String step, Terraform.Applied applied) {
    if (lost.contains(address)) {
      return;
    }
    if (applied.did(address)) {
      score.right(address + ": " + step);
    } else {
      failed(
          address,
          step,
          applied.failed().getOrDefault(address, "not done, since what it needs failed"));
    }
  }

  private void failed(String address, String step, String words) {
    score.failed(address + ": " + step, said(address).needs(), words);
    lost.add(address);
  }

  private static void stopAt(Terraform.Applied applied) {
    if (!applied.rest().isEmpty()) {
      throw new AssertionError("terraform stopped: " + applied.rest());
    }
  }
}
