package io.berth.harbor.request;

import io.berth.http.message.Response;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of Harbor that are kept and read back as they were given, and that nothing here acts
 * on yet, because what they are about is not there. This is the one list of them: documents, pages
 * and answers tell the same. When something begins to act on one, its line goes.
 */
public enum KeptSetting {
  AUTO_SCAN(Owner.PROJECT, Type.TRUTH, "false"),
  AUTO_SBOM_GENERATION(Owner.PROJECT, Type.TRUTH, "false"),
  PREVENT_VUL(Owner.PROJECT, Type.TRUTH, "false", Weight.PROTECTION),
  SEVERITY(Owner.PROJECT, Type.TEXT, ""),
  REUSE_SYS_CVE_ALLOWLIST(Owner.PROJECT, Type.TRUTH, "false"),
  CVE_ALLOWLIST(Owner.PROJECT, Type.LIST, ""),
  ENABLE_CONTENT_TRUST(Owner.PROJECT, Type.TRUTH, "false", Weight.PROTECTION),
  ENABLE_CONTENT_TRUST_COSIGN(Owner.PROJECT, Type.TRUTH, "false", Weight.PROTECTION),
  PROXY_CACHE_LOCAL_ON_NOT_FOUND(Owner.PROJECT, Type.TRUTH, "false"),
  PRIMARY_AUTH_MODE(Owner.REGISTRY, Type.TRUTH, "false"),
  QUOTA_PER_PROJECT_ENABLE(Owner.REGISTRY, Type.TRUTH, "true"),
  SCANNER_SKIP_UPDATE_PULLTIME(Owner.REGISTRY, Type.TRUTH, "false"),
  SELF_REGISTRATION(Owner.REGISTRY, Type.TRUTH, "false"),
  SESSION_TIMEOUT(Owner.REGISTRY, Type.NUMBER, "60"),
  HTTP_AUTHPROXY_ADMIN_GROUPS(Owner.REGISTRY, Type.TEXT, ""),
  HTTP_AUTHPROXY_ADMIN_USERNAMES(Owner.REGISTRY, Type.TEXT, ""),
  HTTP_AUTHPROXY_ENDPOINT(Owner.REGISTRY, Type.TEXT, ""),
  HTTP_AUTHPROXY_SERVER_CERTIFICATE(Owner.REGISTRY, Type.TEXT, ""),
  HTTP_AUTHPROXY_SKIP_SEARCH(Owner.REGISTRY, Type.TRUTH, "false"),
  HTTP_AUTHPROXY_TOKENREVIEW_ENDPOINT(Owner.REGISTRY, Type.TEXT, ""),
  HTTP_AUTHPROXY_VERIFY_CERT(Owner.REGISTRY, Type.TRUTH, "true"),
  LDAP_BASE_DN(Owner.REGISTRY, Type.TEXT, ""),
  LDAP_FILTER(Owner.REGISTRY, Type.TEXT, ""),
  LDAP_GROUP_ADMIN_DN(Owner.REGISTRY, Type.TEXT, ""),
  LDAP_GROUP_ATTACH_PARALLEL(Owner.REGISTRY, Type.TRUTH, "false"),
  LDAP_GROUP_ATTRIBUTE_NAME(Owner.REGISTRY, Type.TEXT, ""),
  LDAP_GROUP_BASE_DN(Owner.REGISTRY, Type.TEXT, ""),
  LDAP_GROUP_MEMBERSHIP_ATTRIBUTE(Owner.REGISTRY, Type.TEXT, "memberof"),
  LDAP_GROUP_SEARCH_FILTER(Owner.REGISTRY, Type.TEXT, ""),
  LDAP_GROUP_SEARCH_SCOPE(Owner.REGISTRY, Type.NUMBER, "2"),
  LDAP_SCOPE(Owner.REGISTRY, Type.NUMBER, "2"),
  LDAP_SEARCH_DN(Owner.REGISTRY, Type.TEXT, ""),
  LDAP_TIMEOUT(Owner.REGISTRY, Type.NUMBER, "5"),
  LDAP_UID(Owner.REGISTRY, Type.TEXT, "cn"),
  LDAP_URL(Owner.REGISTRY, Type.TEXT, ""),
  LDAP_VERIFY_CERT(Owner.REGISTRY, Type.TRUTH, "true"),
  UAA_CLIENT_ID(Owner.REGISTRY, Type.TEXT, ""),
  UAA_ENDPOINT(Owner.REGISTRY, Type.TEXT, ""),
  UAA_VERIFY_CERT(Owner.REGISTRY, Type.TRUTH, "false");

  /** Whose settings they are: project metadata, or items of the configuration. */
  public enum Owner {
    PROJECT,
    REGISTRY
  }

  /** What their values are. */
  public enum Type {
    TEXT,
    TRUTH,
    NUMBER,
    LIST
  }

  /** Whether somebody relies on it. */
  private enum Weight {
    USUAL,
    PROTECTION
  }

  private static final Logger LOG = LoggerFactory.getLogger(KeptSetting.class);

  private final Owner owner;
  private final Type type;
  private final String usual;
  private final Weight weight;

  KeptSetting(Owner owner, Type type, String usual) {
    this(owner, type, usual, Weight.USUAL);
  }

  KeptSetting(Owner owner, Type type, String usual, Weight weight) {
    this.owner = owner;
    this.type = type;
    this.usual = usual;
    this.weight = weight;
  }

  /** The one of this name; empty when there is none. */
  public static Optional<KeptSetting> of(Owner owner, String word) {
    return of(owner).stream().filter(it -> it.word().equals(word)).findFirst();
  }

  /** All of an owner's. */
  public static List<KeptSetting> of(Owner owner) {
    return Arrays.stream(values()).filter(it -> it.owner == owner).toList();
  }

  /** Harbor's word. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Owner owner() {
    return owner;
  }

  public Type type() {
    return type;
  }

  /** The value while nobody has set one, as text. */
  public String usual() {
    return usual;
  }

  /** Whether somebody may take it for a protection, and is to be told. */
  public boolean isProtection() {
    return weight == Weight.PROTECTION;
  }

  /**
   * Tells the client, and the log, of protections that were switched on and protect from nothing.
   *
   * @param owner where they were set, as the log shows it
   */
  public static Response warned(Response response, String owner, Collection<KeptSetting> set) {
    var unkept = set.stream().filter(KeptSetting::isProtection).toList();
    if (unkept.isEmpty()) {
      return response;
    }
    var words = unkept.stream().map(KeptSetting::word).collect(Collectors.joining(", "));
    LOG.warn("{}: {} is on, is kept, and is not yet acted on", owner, words);
    return response.header(
        "Warning", "299 - \"kept, not yet acted on, so nothing is protected by it: " + words + '"');
  }
}
