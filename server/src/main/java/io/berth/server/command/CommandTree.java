package io.berth.server.command;

import io.berth.server.config.Setting;
import io.berth.server.config.Version;
import io.berth.server.login.LoginRefused;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The words of the command line; each of them takes every setting as a flag. */
public final class CommandTree {
  /** Long enough for the hot places to show on two processors; a build is made once. */
  private static final Duration REHEARSAL = Duration.ofSeconds(20);

  private final Map<CommandSpec, Command> commands = new LinkedHashMap<>();
  private final CommandSpec root = spec("berth", "A managed private registry a team runs itself.");

  public CommandTree() {
    add(root, "serve", "Serve until SIGTERM or Ctrl-C.", new ServeCommand());
    words(add(root, "demo", "Serve with a real Keycloak.", new DemoCommand()), "SCRIPT");
    words(
        add(root, "credentials", "Make a local user in a registry.", new CredentialsCommand()),
        "REGISTRY");
    var account = spec("account", "The control API's accounts.");
    root.addSubcommand("account", account);
    words(add(account, "create", "Make another account.", new CreateAccountCommand()), "NAME");
    words(
        add(account, "reset-password", "Give it a new password.", new ResetPasswordCommand()),
        "[NAME]");
    var domain = spec("domain", "The host names that owners gave their registries.");
    root.addSubcommand("domain", domain);
    words(
        add(domain, "release", "Take a name from its registry.", new ReleaseDomainCommand()),
        "NAME");
    keys();
    add(root, "check-config", "Show every setting and its source.", new CheckConfigCommand());
    add(root, "health", "Ask the running server whether it is ready.", new HealthCommand());
    add(root, "migrate", "Bring the database to this version.", new MigrateCommand());
    var database = spec("database", "The server's database.");
    root.addSubcommand("database", database);
    pair(
        add(
            database,
            "copy",
            "Move the tables from SQLite to PostgreSQL.",
            new DatabaseCopyCommand()),
        "2");
    var storage = spec("storage", "The store of blobs.");
    root.addSubcommand("storage", storage);
    var copy = add(storage, "copy", "Copy all blobs to another store.", new StorageCopyCommand());
    pair(copy, "0..2");
    copy.addOption(
        own("--region", "the store that this region has of its own").paramLabel("NAME").build());
    var gc = add(root, "gc", "Collect garbage now.", new GcCommand());
    gc.addOption(own("--dry-run", "only say what would be deleted").type(boolean.class).build());
    gc.addOption(
        own("--delete-untagged", "also manifests without a tag, after gc-grace")
            .type(boolean.class)
            .build());
    gc.addOption(
        own("--empty-trash", "purge first what was deleted and could still come back")
            .arity("0")
            .build());
    gc.addOption(
        own("--registry", "only of this registry (name or id)").paramLabel("NAME").build());
    gc.addOption(
        own("--hold", "collect nothing; for so long (2h) no blob is deleted by anybody")
            .paramLabel("TIME")
            .build());
    gc.addOption(own("--release", "end what --hold began").type(boolean.class).build());
    add(root, "scrub", "Check all stored content.", new ScrubCommand());
    backups();
    login();
    add(root, "version", "Show the version.", CommandTree::version);
    add(root, "rehearse", "Used by the build.", new RehearseCommand(REHEARSAL))
        .usageMessage()
        .hidden(true);
  }

  private static int version(Command.Invocation invocation) {
    invocation.out().println("berth " + Version.version() + " (Java " + Runtime.version() + ")");
    return 0;
  }

  private void keys() {
    var keys = spec("keys", "The installation's keys.");
    root.addSubcommand("keys", keys);
    var rotate =
        add(keys, "rotate", "Replace master-key, tokens or authority.", new RotateKeysCommand());
    words(rotate, "WHICH");
    rotate.addOption(
        own("--new-key-file", "the next master key, 32 bytes in base64; one is made if absent")
            .paramLabel("FILE")
            .build());
    rotate.addOption(
        own("--lost", "nobody has the master key: give up what was sealed, and begin with another")
            .type(boolean.class)
            .build());
    rotate.addOption(
        own("--registry", "tokens of this registry only (name or id)").paramLabel("NAME").build());
  }

  private void backups() {
    var backup = add(root, "backup", "Add a snapshot to a folder or bucket.", new BackupCommand());
    words(backup, "PLACE");
    backup.addOption(keyFile());
    bucketKeys(backup);
    backup.addOption(
        own("--without-master-key", "leave the secrets out, and seal nothing")
            .type(boolean.class)
            .build());
    backup.addOption(
        own("--by-other-means", "take none, and note that one was taken now, for its figure")
            .type(boolean.class)
            .build());
    backup.addOption(
        own("--keep", "how many snapshots stay; all if absent").paramLabel("N").build());
    var restore =
        add(
            root,
            "restore",
            "Make a server of a snapshot, in an empty folder.",
            new RestoreCommand());
    words(restore, "PLACE");
    restore.addOption(keyFile());
    bucketKeys(restore);
    restore.addOption(snapshot());
    restore.addOption(
        own("--allow-missing", "also where blobs are missing or damaged")
            .type(boolean.class)
            .build());
    restore.addOption(
        own("--registry", "bring this one back (name or id) that was deleted, beside all others")
            .paramLabel("NAME")
            .build());
    var verify =
        add(
            root,
            "verify",
            "Check that tables and stored content belong together.",
            new VerifyCommand());
    verify.addOption(
        own("--backup", "check a snapshot of this place instead").paramLabel("PLACE").build());
    verify.addOption(keyFile());
    bucketKeys(verify);
    verify.addOption(snapshot());
  }

  /** Of the place; the server's own bucket has settings. */
  private static void bucketKeys(CommandSpec command) {
    command.addOption(
        own("--access-key", "for a place that is a bucket; what the AWS chain finds if absent")
            .paramLabel("KEY")
            .build());
    command.addOption(
        own("--secret-key-file", "file that holds the secret of the access key")
            .paramLabel("FILE")
            .build());
  }

  private static OptionSpec keyFile() {
    return own("--key-file", "the key that seals the backup: 32 bytes in base64")
        .paramLabel("FILE")
        .build();
  }

  private static OptionSpec snapshot() {
    return own("--snapshot", "which one; the latest if absent").paramLabel("NAME").build();
  }

  /** Words for people's own machines, which have no settings of a server. */
  private void login() {
    var login = client("login", "Sign container clients in to a registry.", new LoginCommand());
    words(login, "HOST");
    login.addOption(
        own("--scope", "pull, push (as granted to you; the default) or admin")
            .paramLabel("WORD")
            .build());
    login.addOption(
        own("--project", "only for these projects, separated by commas")
            .paramLabel("NAMES")
            .build());
    login.addOption(own("--days", "how long it holds (30), at most 365").paramLabel("N").build());
    login.addOption(
        own("--name", "what the access token is called (user@machine)").paramLabel("TEXT").build());
    login.addOption(own("--no-browser", "only print the address").type(boolean.class).build());
    login.addOption(authorities());
    var logout = client("logout", "Sign out, and revoke the access token.", new LogoutCommand());
    words(logout, "HOST");
    logout.addOption(authorities());
    words(
        client(
            "credential-helper",
            "docker's credential helper protocol: get, store, erase or list.",
            new CredentialHelperCommand(System.in)),
        "WORD");
  }

  private static OptionSpec authorities() {
    return own("--ca", "PEM file of the authority to believe, instead of the usual ones")
        .paramLabel("FILE")
        .build();
  }

  private CommandSpec client(String word, String description, Command command) {
    var spec = spec(word, description);
    root.addSubcommand(word, spec);
    commands.put(spec, invocation -> said(command, invocation));
    return spec;
  }

  /** People at their own machine are told what went wrong, not where in the program. */
  private static int said(Command command, Command.Invocation invocation) throws Exception {
    try {
      return command.run(invocation);
    } catch (LoginRefused | IOException e) {
      System.err.println("berth: " + e.getMessage());
      return 1;
    }
  }

  public CommandSpec root() {
    return root;
  }

  /** The command of a parsed word; absent for words that only group others. */
  public java.util.Optional<Command> commandOf(CommandSpec spec) {
    return java.util.Optional.ofNullable(commands.get(spec));
  }

  private CommandSpec add(CommandSpec parent, String word, String description, Command command) {
    var spec = spec(word, description);
    spec.addOption(
        OptionSpec.builder("--config")
            .type(Path.class)
            .paramLabel("FILE")
            .description("configuration file; berth.yaml if it exists [BERTH_CONFIG]")
            .build());
    for (var setting : Setting.values()) {
      if (setting.mayBeFlag()) {
        spec.addOption(flag(setting));
      }
    }
    parent.addSubcommand(word, spec);
    commands.put(spec, command);
    return spec;
  }

  private static void words(CommandSpec spec, String label) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("0..1")
            .paramLabel(label)
            .build());
  }

  private static void pair(CommandSpec spec, String arity) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity(arity)
            .paramLabel("FROM TO")
            .hideParamSyntax(true)
            .build());
  }

  /** One with a value; as a boolean one without, behind which words may follow. */
  private static OptionSpec.Builder own(String name, String description) {
    return OptionSpec.builder(name).type(String.class).description(description);
  }

  private static OptionSpec flag(Setting setting) {
    var flag =
        OptionSpec.builder("--" + setting.key())
            .type(String.class)
            .paramLabel("VALUE")
            .description(
                setting.description()
                    + setting
                        .fallback()
                        .filter(text -> !text.isEmpty())
                        .map(text -> " (" + text + ")")
                        .orElse("")
                    + " ["
                    + setting.variable()
                    + "]");
    return setting == Setting.EPHEMERAL
        ? flag.arity("0..1").fallbackValue("true").build()
        : flag.build();
  }

  private static CommandSpec spec(String name, String description) {
    var spec = CommandSpec.create().name(name);
    spec.usageMessage()
        .description(description)
        .abbreviateSynopsis(true)
        .sortOptions(false)
        .width(110);
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("show this text").build());
    return spec;
  }
}
