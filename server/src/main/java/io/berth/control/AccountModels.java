package io.berth.control;

import static io.berth.control.schema.Property.optional;
import static io.berth.control.schema.Property.readOnly;
import static io.berth.control.schema.Property.required;

import io.berth.control.schema.Scalar;
import io.berth.control.schema.Type.Enumeration;
import io.berth.control.schema.Type.Model;

/**
 * The models of {@code /auth} and {@code /me}
 * (docs/reference/contracts/control-api.md#application-keys and #other-calls).
 */
final class AccountModels {
  static final Model RULE =
      Model.of(
          "auth.AccessRule",
          "What a consumer key may call",
          required(
              "method",
              Enumeration.of("http.MethodEnum", "Methods", "DELETE", "GET", "PATCH", "POST", "PUT"),
              "Method"),
          required("path", Scalar.STRING, "Path, with * for any text"));

  static final Model DETAILS =
      Model.of(
          "auth.Details",
          "Who is calling",
          readOnly("account", Scalar.STRING, "Account name"),
          readOnly("allowedRoutes", RULE.list(), "What may be called, null for everything")
              .nullable(),
          readOnly("description", Scalar.STRING, "Description").nullable(),
          readOnly("identities", Scalar.STRING.list(), "URNs of the caller"),
          readOnly(
              "method",
              Enumeration.of(
                  "auth.MethodEnum",
                  "How a caller proved who it is",
                  "account",
                  "oauth2_client_credentials",
                  "provider",
                  "user"),
              "How the caller proved who it is"),
          readOnly("roles", Scalar.STRING.list(), "Roles").nullable(),
          readOnly("user", Scalar.STRING, "User of the account").nullable());

  static final Model CREDENTIAL =
      Model.of(
          "api.Credential",
          "A consumer key",
          optional(
                  "allowedIPs",
                  Scalar.IP_BLOCK.list(),
                  "Where it may be used from, null for everywhere")
              .nullable(),
          readOnly("applicationId", Scalar.LONG, "Application it was given to"),
          readOnly("creation", Scalar.DATETIME, "When it was made"),
          readOnly("credentialId", Scalar.LONG, "Credential ID"),
          readOnly("expiration", Scalar.DATETIME, "When it ends, null for never").nullable(),
          readOnly("lastUse", Scalar.DATETIME, "When it was last used").nullable(),
          readOnly("ovhSupport", Scalar.BOOLEAN, "Whether support made it"),
          readOnly("rules", RULE.list(), "What it may call"),
          readOnly(
              "status",
              Enumeration.of(
                  "auth.CredentialStateEnum",
                  "States of a consumer key",
                  "expired",
                  "pendingValidation",
                  "refused",
                  "validated"),
              "State"));

  static final Model ACCOUNT =
      Model.of(
          "nichandle.Nichandle",
          "An account",
          readOnly("country", Scalar.STRING, "Country"),
          readOnly(
              "currency",
              Model.of(
                  "nichandle.Currency",
                  "A currency",
                  readOnly("code", Scalar.STRING, "ISO 4217 code"),
                  readOnly("symbol", Scalar.STRING, "Symbol")),
              "Currency"),
          readOnly("email", Scalar.STRING, "Email address"),
          readOnly("firstname", Scalar.STRING, "First name").nullable(),
          readOnly("language", Scalar.STRING, "Language").nullable(),
          readOnly("name", Scalar.STRING, "Name").nullable(),
          readOnly("nichandle", Scalar.STRING, "Account name"),
          readOnly("ovhSubsidiary", Scalar.STRING, "Subsidiary"),
          readOnly(
              "state",
              Enumeration.of(
                  "nichandle.StateEnum", "States of an account", "complete", "incomplete"),
              "State"));

  static final Model APPLICATION =
      Model.of(
          "api.Application",
          "A program that calls the API",
          readOnly("applicationId", Scalar.LONG, "Application ID"),
          readOnly("applicationKey", Scalar.STRING, "Application key"),
          readOnly("description", Scalar.STRING, "Description"),
          readOnly("name", Scalar.STRING, "Name"),
          readOnly(
              "status",
              Enumeration.of(
                  "api.ApplicationStatusEnum",
                  "States of an application",
                  "active",
                  "blocked",
                  "inactive",
                  "trusted"),
              "State"));

  private static final Enumeration FLOW =
      Enumeration.of(
          "oauth2.FlowEnum",
          "How an OAuth2 client gets tokens",
          "AUTHORIZATION_CODE",
          "CLIENT_CREDENTIALS");

  static final Model CLIENT =
      Model.of(
          "oauth2.Client",
          "An OAuth2 client",
          optional("callbackUrls", Scalar.STRING.list(), "Where sign-in may return to"),
          readOnly("clientId", Scalar.STRING, "Client ID"),
          readOnly("createdAt", Scalar.DATETIME, "When it was made"),
          optional("description", Scalar.STRING, "Description"),
          readOnly("flow", FLOW, "How it gets tokens"),
          readOnly("identity", Scalar.STRING, "Its URN, for a service account").nullable(),
          optional("name", Scalar.STRING, "Name"));

  static final Model CLIENT_CREATION =
      Model.of(
          "oauth2.ClientCreation",
          "An OAuth2 client to be made",
          required("callbackUrls", Scalar.STRING.list(), "Where sign-in may return to"),
          required("description", Scalar.STRING, "Description"),
          required("flow", FLOW, "How it gets tokens"),
          required("name", Scalar.STRING, "Name"));

  static final Model CLIENT_UPDATE =
      Model.of(
          "oauth2.ClientUpdate",
          "Changes to an OAuth2 client; what is absent stays",
          optional("callbackUrls", Scalar.STRING.list(), "Where sign-in may return to").nullable(),
          optional("description", Scalar.STRING, "Description").nullable(),
          optional("name", Scalar.STRING, "Name").nullable());

  static final Model CLIENT_CREATED =
      Model.of(
          "oauth2.ClientCreated",
          "A new OAuth2 client",
          readOnly("clientId", Scalar.STRING, "Client ID"),
          readOnly("clientSecret", Scalar.PASSWORD, "Client secret, shown this once"));

  private AccountModels() {}
}
