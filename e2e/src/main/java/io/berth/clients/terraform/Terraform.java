package io.berth.clients.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.clients.Stand;
import io.berth.e2e.fixtures.Command;
import io.berth.e2e.fixtures.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * Terraform in a folder of its own, with a provider that stands as a program on this machine and is
 * used as it is, so that nothing is fetched.
 */
final class Terraform {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Path program;
  private final Path folder;
  private final Map<String, String> variables;

  /**
   * @param address the provider's, as in {@code goharbor/harbor}
   * @param provider its program
   * @param variables that it is configured by
   */
  Terraform(
      Path program,
      String address,
      Path provider,
      Stand stand,
      Path folder,
      Map<String, String> variables)
      throws IOException {
    this.program = program;
    this.folder = Files.createDirectories(folder);
    var settings = stand.home().resolve("terraform.rc");
    Files.writeString(
        settings,
        "provider_installation {\n  dev_overrides {\n    \"%s\" = \"%s\"\n  }\n}\n"
            .formatted(address, Objects.requireNonNull(provider.getParent())));
    var all = new HashMap<>(variables);
    all.putAll(
        Map.of(
            "TF_CLI_CONFIG_FILE", settings.toString(),
            "TF_IN_AUTOMATION", "1",
            "TF_INPUT", "0",
            "CHECKPOINT_DISABLE", "1"));
    this.variables = stand.environment(all);
  }

  Path folder() {
    return folder;
  }

  /** Puts a file of configuration into the folder. */
  void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  void remove(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
  }

  private Command.Outcome run(String... words) {
    return Command.of(program.toString()).and(words).in(folder).with(variables).within(LIMIT).run();
  }

  /** What came of an apply, resource by resource. */
  record Applied(TreeSet<String> done, Map<String, String> failed, String rest) {
    boolean did(String address) {
      return done.contains(address);
    }
  }

  /** {@code terraform apply}, of everything or with more words. */
  Applied apply(String... words) {
    return applied(run(with(List.of("apply", "-auto-approve", "-json", "-no-color"), words)));
  }

  /** {@code terraform destroy}. */
  Applied destroy(String... words) {
    return applied(run(with(List.of("destroy", "-auto-approve", "-json", "-no-color"), words)));
  }

  private static Applied applied(Command.Outcome outcome) {
    var applied = new Applied(new TreeSet<>(), new LinkedHashMap<>(), "");
    var rest = new StringBuilder();
    for (var message : messages(outcome)) {
      switch (message.path("type").asText()) {
        case "apply_complete" -> applied.done().add(message.at("/hook/resource/addr").asText());
        case "diagnostic" -> {
          var address = message.at("/diagnostic/address").asText();
          if (!message.at("/diagnostic/severity").asText().equals("error")) {
            break;
          }
          if (address.isEmpty()) {
            rest.append(words(message)).append('\n');
          } else {
            applied.failed().put(address, words(message));
          }
        }
        default -> {}
      }
    }
    if (outcome.exit() != 0 && applied.failed().isEmpty() && rest.isEmpty()) {
      rest.append(outcome.out()).append(outcome.err());
    }
    return new Applied(applied.done(), applied.failed(), rest.toString());
  }

  private static String words(JsonNode message) {
    return message.at("/diagnostic/summary").asText()
        + " "
        + message.at("/diagnostic/detail").asText();
  }

  private static List<JsonNode> messages(Command.Outcome outcome) {
    return outcome.out().lines().filter(line -> line.startsWith("{")).map(Json::parse).toList();
  }

  /**
   * What a plan would do to one resource.
   *
   * @param actions as in {@code update}, {@code no-op}
   * @param attributes those that would change to something that is known
   */
  record Change(List<String> actions, TreeSet<String> attributes) {
    boolean isEmpty() {
      return actions.equals(List.of("no-op")) || actions.equals(List.of("read"));
    }
  }

  /** A plan, or why there is none. */
  record Plan(Map<String, Change> changes, Map<String, String> failed, String rest) {
    boolean isMade() {
      return failed.isEmpty() && rest.isEmpty();
    }
  }

  /** {@code terraform plan}. */
  Plan plan(String... words) {
    var outcome = run(with(List.of("plan", "-json", "-no-color", "-out=plan.bin"), words));
    if (outcome.exit() != 0) {
      var failed = applied(outcome);
      return new Plan(Map.of(), failed.failed(), failed.rest());
    }
    var changes = new LinkedHashMap<String, Change>();
    for (var one : Json.parse(run("show", "-json", "plan.bin").ok()).path("resource_changes")) {
      if (one.path("mode").asText().equals("managed")) {
        changes.put(one.path("address").asText(), change(one.path("change")));
      }
    }
    return new Plan(changes, Map.of(), "");
  }

  private static Change change(JsonNode change) {
    var actions =
        StreamSupport.stream(change.path("actions").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    var attributes = new TreeSet<String>();
    var before = change.path("before");
    var after = change.path("after");
    after
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!after.path(name).equals(before.path(name))) {
                attributes.add(name);
              }
            });
    return new Change(actions, attributes);
  }

  /** The attributes of the resources that are in the state. */
  Map<String, JsonNode> state() {
    var state = new LinkedHashMap<String, JsonNode>();
    for (var one : Json.parse(run("show", "-json").ok()).at("/values/root_module/resources")) {
      if (one.path("mode").asText().equals("managed")) {
        state.put(one.path("address").asText(), one.path("values"));
      }
    }
    return state;
  }

  /** Takes resources out of the state. */
  void forget(List<String> addresses) {
    if (!addresses.isEmpty()) {
      run(with(List.of("state", "rm"), addresses.toArray(String[]::new))).ok();
    }
  }

  /** {@code terraform output}. */
  JsonNode outputs() {
    return Json.parse(run("output", "-json", "-no-color").ok());
  }

  private static String[] with(List<String> first, String... more) {
    var all = new ArrayList<>(first);
    all.addAll(Arrays.asList(more));
    return all.toArray(String[]::new);
  }
}
