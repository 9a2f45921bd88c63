package io.berth.control;

import static io.berth.control.schema.Property.optional;
import static io.berth.control.schema.Property.readOnly;
import static io.berth.control.schema.Property.required;

import io.berth.control.schema.Scalar;
import io.berth.control.schema.Type.Enumeration;
import io.berth.control.schema.Type.Model;

/** The models of signing in, of accounts and members, and of the audit trail. */
final class WaysInModels {
  static final Model KEY_REQUEST =
      Model.of(
          "auth.CredentialRequest",
          "A request for a consumer key",
          required("accessRules", AccountModels.RULE.list(), "What it is to call"),
          optional("allowedIPs", Scalar.IP_BLOCK.list(), "Where it is to be used from").nullable(),
          optional("redirection", Scalar.STRING, "Where the person is sent afterwards").nullable());

  static final Model KEY_ASKED =
      Model.of(
          "auth.CredentialAsked",
          "A consumer key that a person has yet to accept",
          readOnly("consumerKey", Scalar.PASSWORD, "Consumer key"),
          readOnly("state", Scalar.STRING, "pendingValidation"),
          readOnly("validationUrl", Scalar.STRING, "Where a person accepts or refuses"));

  static final Model LOGIN =
      Model.of(
          "auth.Login",
          "A sign-in: account and password, or the ticket of a first step with a code",
          optional("account", Scalar.STRING, "Account name").nullable(),
          optional("password", Scalar.PASSWORD, "Password").nullable(),
          optional("ticket", Scalar.STRING, "From the answer that asked for a code").nullable(),
          optional("code", Scalar.STRING, "Code of the authenticator, or a recovery code")
              .nullable());

  static final Model SIGNED_IN =
      Model.of(
          "auth.SignedIn",
          "What came of a sign-in",
          readOnly(
              "state",
              Enumeration.of(
                  "auth.SignInStateEnum", "Whether a code is needed", "codeNeeded", "signedIn"),
              "State"),
          readOnly("account", Scalar.STRING, "Account name, when signed in").nullable(),
          readOnly("csrfToken", Scalar.STRING, "For the header X-CSRF-Token, when signed in")
              .nullable(),
          readOnly("ticket", Scalar.STRING, "Goes with the code, when one is needed").nullable());

  static final Model SESSION =
      Model.of(
          "auth.Session",
          "Who is signed in with this browser",
          readOnly("account", Scalar.STRING, "Account name"),
          readOnly("email", Scalar.STRING, "Email address"),
          readOnly("administrator", Scalar.BOOLEAN, "Whether they handle accounts"),
          readOnly("csrfToken", Scalar.STRING, "For the header X-CSRF-Token"),
          readOnly("expiresAt", Scalar.DATETIME, "When the session ends at the latest"));

  static final Model BROWSER =
      Model.of(
          "nichandle.Session",
          "A browser the account is signed in with",
          readOnly("id", Scalar.LONG, "Session ID"),
          readOnly("current", Scalar.BOOLEAN, "Whether it is the one that asks"),
          readOnly("ip", Scalar.IP, "Address it signed in from"),
          readOnly("userAgent", Scalar.STRING, "Browser"),
          readOnly("creationDate", Scalar.DATETIME, "When it signed in"),
          readOnly("lastUse", Scalar.DATETIME, "When it was last used"),
          readOnly("expiration", Scalar.DATETIME, "When it ends at the latest"));

  static final Model PASSWORD_CHANGE =
      Model.of(
          "nichandle.PasswordChange",
          "A new password",
          required("password", Scalar.PASSWORD, "The one of now"),
          required("newPassword", Scalar.PASSWORD, "The new one"));

  static final Model PASSWORD =
      Model.of(
          "nichandle.Password",
          "Proof that it is the person",
          required("password", Scalar.PASSWORD, "Password"));

  static final Model CODE =
      Model.of(
          "nichandle.accessRestriction.Code",
          "A code",
          required("code", Scalar.STRING, "Code of the authenticator, or a recovery code"));

  static final Model PASSWORD_AND_CODE =
      Model.of(
          "nichandle.accessRestriction.Proof",
          "Proof of both factors",
          required("password", Scalar.PASSWORD, "Password"),
          required("code", Scalar.STRING, "Code of the authenticator, or a recovery code"));

  static final Model TOTP =
      Model.of(
          "nichandle.accessRestriction.Totp",
          "Whether a second factor is asked for",
          readOnly("enabled", Scalar.BOOLEAN, "Whether it is"),
          readOnly("backupCodesLeft", Scalar.LONG, "Recovery codes not used yet"));

  static final Model TOTP_SECRET =
      Model.of(
          "nichandle.accessRestriction.TotpSecret",
          "A new authenticator, shown this once",
          readOnly("secret", Scalar.PASSWORD, "To type into an app"),
          readOnly("qrcodeHelper", Scalar.PASSWORD, "The otpauth URI of the QR code"));

  static final Model BACKUP_CODES =
      Model.of(
          "nichandle.accessRestriction.BackupCodes",
          "Recovery codes, each good for one sign-in, shown this once",
          readOnly("codes", Scalar.STRING.list(), "Codes"));

  private static final Enumeration GROUP =
      Enumeration.of("me.identity.GroupEnum", "Kinds of account", "ADMIN", "DEFAULT");

  static final Model USER =
      Model.of(
          "me.identity.User",
          "An account",
          readOnly("login", Scalar.STRING, "Name"),
          readOnly("email", Scalar.STRING, "Email address"),
          optional("group", GROUP, "ADMIN handles accounts"),
          readOnly(
              "status",
              Enumeration.of("me.identity.StatusEnum", "States", "DISABLED", "OK"),
              "State"));

  static final Model USER_CREATION =
      Model.of(
          "me.identity.UserCreation",
          "A new account",
          required("login", Scalar.STRING, "Name"),
          required("email", Scalar.STRING, "Email address"),
          optional("password", Scalar.PASSWORD, "Made up when absent").nullable(),
          optional("group", GROUP, "ADMIN handles accounts").nullable());

  static final Model USER_MADE =
      Model.of(
          "me.identity.UserCreated",
          "A new account; its password is shown this once",
          readOnly("login", Scalar.STRING, "Name"),
          readOnly("email", Scalar.STRING, "Email address"),
          readOnly("password", Scalar.PASSWORD, "Made-up password, empty when one was given"));

  static final Model NEW_PASSWORD =
      Model.of(
          "me.identity.NewPassword",
          "A made-up password, shown this once; browsers, programs and what the account was given in"
              + " registries ended with the old one",
          readOnly("password", Scalar.PASSWORD, "Password"),
          readOnly("credentials", Scalar.LONG, "Consumer keys that still work"),
          readOnly("oauth2Clients", Scalar.LONG, "OAuth2 clients that are still there"));

  private static final Enumeration ROLE =
      Enumeration.of("cloud.project.RoleEnum", "Roles", "operator", "owner", "viewer");

  static final Model MEMBER =
      Model.of(
          "cloud.project.Member",
          "A member of a project",
          readOnly("account", Scalar.STRING, "Account name"),
          readOnly("email", Scalar.STRING, "Email address"),
          required("role", ROLE, "What they may do"),
          readOnly("createdAt", Scalar.DATETIME, "Since when"));

  static final Model MEMBER_CREATION =
      Model.of(
          "cloud.project.MemberCreation",
          "A new member of a project",
          required("account", Scalar.STRING, "Account name"),
          required("role", ROLE, "What they may do"));

  static final Model AUDIT_EVENT =
      Model.of(
          "audit.Event",
          "A change, or a sign-in",
          readOnly("id", Scalar.LONG, "ID, which grows"),
          readOnly("date", Scalar.DATETIME, "When"),
          readOnly("account", Scalar.STRING, "Account name"),
          readOnly("through", Scalar.STRING, "The key, session or client it used"),
          readOnly("action", Scalar.STRING, "IAM action, signIn for a sign-in"),
          readOnly("method", Scalar.STRING, "Method"),
          readOnly("path", Scalar.STRING, "Path"),
          readOnly("status", Scalar.LONG, "Status of the answer"),
          readOnly("serviceName", Scalar.STRING, "Project").nullable(),
          readOnly("registryID", Scalar.STRING, "Registry").nullable(),
          readOnly("ip", Scalar.IP, "Address"),
          readOnly("userAgent", Scalar.STRING, "Program"),
          readOnly("queryId", Scalar.STRING, "X-OVH-QUERYID of the answer"));

  private WaysInModels() {}
}
