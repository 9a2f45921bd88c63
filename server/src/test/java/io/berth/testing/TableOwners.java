package io.berth.testing;

import io.berth.sql.Database;
import java.lang.StackWalker.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which class owns which table: the only one that writes it. In every database of the tests a
 * statement of the product that writes a table from another class fails where it runs.
 */
public final class TableOwners {
  /** A name may have parts that are put in where the statement runs. */
  private static final Pattern WRITE =
      Pattern.compile(
          "\\b(?:insert\\s+(?:or\\s+\\w+\\s+)?into|delete\\s+from|truncate|merge\\s+into)"
              + "\\s+([\\w$%\u0001]+)"
              + "|\\bupdate\\s+([\\w$%\u0001]+)(?:\\s+(?:as\\s+)?\\w+)?\\s+set\\b");

  private static final StackWalker STACK = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);
  private static final Map<String, Set<String>> WRITTEN = new ConcurrentHashMap<>();
  private static final List<String> BROKEN = new CopyOnWriteArrayList<>();

  /** Simple names of classes, by table. */
  private static final Map<String, String> OWNERS = read();

  private TableOwners() {}

  /** Simple names of classes, by table. */
  public static Map<String, String> all() {
    return OWNERS;
  }

  /** The same database, from now on with an eye on who writes. */
  public static Database watched(Database database) {
    StatementLog.listen(database, statement -> hear(statement.rendered()));
    return database;
  }

  /** Fails when a class that does not own a table wrote it, in whichever thread. */
  public static void assertKept() {
    if (!BROKEN.isEmpty()) {
      throw new AssertionError(String.join("\n", BROKEN));
    }
  }

  private static void hear(String sql) {
    var tables = WRITTEN.computeIfAbsent(sql, TableOwners::written);
    if (!tables.isEmpty()) {
      writer()
          .flatMap(writer -> problem(writer, tables))
          .ifPresent(
              problem -> {
                BROKEN.add(problem);
                throw new AssertionError(problem);
              });
    }
  }

  /** The class that runs the statement; empty when it is a test. */
  private static Optional<Class<?>> writer() {
    return STACK
        .walk(
            frames ->
                frames
                    .<Class<?>>map(StackWalker.StackFrame::getDeclaringClass)
                    .filter(type -> type.getName().startsWith("io.berth."))
                    .filter(type -> !type.getName().startsWith("io.berth.testing."))
                    .filter(TableOwners::isNoTool)
                    .findFirst())
        .filter(TableOwners::isProduct);
  }

  /** The classes of io.berth.sql that have a table of their own count like all others. */
  private static boolean isNoTool(Class<?> type) {
    return !type.getName().startsWith("io.berth.sql.")
        || Set.of("ChangeLog", "Installation").contains(type.getNestHost().getSimpleName());
  }

  private static boolean isProduct(Class<?> type) {
    return type.getProtectionDomain()
        .getCodeSource()
        .getLocation()
        .equals(Database.class.getProtectionDomain().getCodeSource().getLocation());
  }

  /** What is wrong about a class that writes these tables; empty when it owns them all. */
  private static Optional<String> problem(Class<?> writer, Set<String> tables) {
    return problem(writer.getNestHost().getSimpleName(), tables);
  }

  /** The same by the class's simple name. */
  public static Optional<String> problem(String writer, Set<String> tables) {
    var problems = new ArrayList<String>();
    for (var table : tables) {
      var owner = OWNERS.get(table);
      if (owner == null) {
        problems.add(writer + " writes " + table + ", which has no owner");
      } else if (!owner.equals(writer)) {
        problems.add(writer + " writes " + table + ", which " + owner + " owns");
      }
    }
    return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
  }

  /** The tables that a statement writes. */
  public static Set<String> written(String sql) {
    return WRITE
        .matcher(sql.toLowerCase(Locale.ROOT))
        .results()
        .map(found -> found.group(1) != null ? found.group(1) : found.group(2))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, String> read() {
    return """
        access_log AccessLog
        access_log_setting AccessLog
        access_token AccessTokens
        account Accounts
        account_recovery_code SecondFactors
        account_session AccountSessions
        account_totp SecondFactors
        application Applications
        artifact_label Labels
        audit_event AuditTrail
        audit_log AuditLog
        audit_target AuditTargets
        blob BlobRow
        cli_secret CliSecrets
        cloud_project CloudProjects
        cloud_project_member CloudProjectMembers
        credential CredentialRow
        custom_role CustomRoles
        cve_allowlist CveAllowlists
        device_login DeviceLogins
        disabled_user DisabledUsers
        domain_claim DomainClaims
        execution ExecutionRow
        gc_blob GarbageCandidates
        gc_link GarbageCandidates
        gc_manifest GarbageCandidates
        gc_run GcRuns
        immutable_rule ImmutableRules
        installation Installation
        ip_restriction IpRestrictions
        job SharedJobs
        label Labels
        manifest ManifestRow
        manifest_reference ManifestRow
        oauth_client OauthClients
        oauth_code OauthCodes
        oauth_refresh OauthCodes
        oauth_token ServiceAccounts
        oidc_provider Providers
        onboarding Onboardings
        outbox Outbox
        outbox_receiver Outbox
        paused_queue PausedQueues
        project Projects
        project_blob StorageUsage
        project_day DailyFigures
        project_member ProjectMemberRows
        project_metadata ProjectMetadata
        project_of_access_token AccessTokens
        project_of_device_login DeviceLogins
        project_of_robot RobotProjects
        project_usage StorageUsage
        quota_share QuotaShares
        registry RegistryRows
        registry_alert UsageAlerts
        registry_blob StorageUsage
        registry_day DailyFigures
        registry_domain RegistryDomains
        registry_metrics_token MetricsTokens
        registry_setting RegistrySettings
        registry_usage StorageUsage
        registry_user UserRow
        repository Repositories
        repository_blob BlobLinks
        repository_size RepositorySizes
        retention_note RetentionNotes
        retention_policy RetentionPolicies
        robot Robots
        robot_trust RobotTrusts
        schedule Schedules
        scrub ScrubProgress
        session Sessions
        sign_in_event SignIns
        sign_in_failure SignInThrottle
        spent_ticket OneTimeTickets
        table_change ChangeLog
        tag Tags
        task Tasks
        trash TrashRows
        trash_blob TrashRows
        trash_label TrashRows
        trash_manifest TrashRows
        trash_reference TrashRows
        trash_tag TrashRows
        user_group Groups
        user_group_member Groups
        user_identity UserIdentityRow
        webhook_policy WebhookPolicies
        """
        .lines()
        .map(line -> line.split(" "))
        .collect(Collectors.toUnmodifiableMap(words -> words[0], words -> words[1]));
  }
}
