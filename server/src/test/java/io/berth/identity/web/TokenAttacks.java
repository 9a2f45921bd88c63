package io.berth.identity.web;

import static io.berth.identity.web.OidcAttacks.add;
import static io.berth.identity.web.OidcAttacks.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.identity.web.OidcAttacks.Attack;
import io.berth.testing.FakeProvider.Defect;
import java.util.ArrayList;
import java.util.List;

/** Attacks by ID tokens. */
final class TokenAttacks {
  private TokenAttacks() {}

  static List<Attack> all() {
    var all = new ArrayList<Attack>();
    var area = "ID token";
    add(all, area, "encrypted to somebody else", "Core 3.1.3.7 (1)", Defect.ENCRYPTED, "encrypted");
    add(all, area, "alg none, no signature", "Core 3.1.3.7 (7)", Defect.UNSIGNED, "is not signed");
    add(all, area, "alg nOnE", "RFC 8725 3.1", Defect.NONE_IN_ODD_CASE, "cannot be read");
    add(
        all,
        area,
        "HS256 with the client secret",
        "Core 3.1.3.7 (8)",
        Defect.SIGNED_WITH_CLIENT_SECRET,
        "signed with HS256");
    add(
        all,
        area,
        "HS256 with the public key as the secret",
        "RFC 8725 3.1",
        Defect.SIGNED_WITH_PUBLIC_KEY,
        "signed with HS256");
    add(
        all,
        area,
        "an algorithm that was not announced",
        "Core 3.1.3.7 (7)",
        Defect.OTHER_ALGORITHM,
        "signed with PS256");
    add(
        all,
        area,
        "another key's signature",
        "Core 3.1.3.7 (6)",
        Defect.BAD_SIGNATURE,
        "signature");
    add(all, area, "an unknown key", "Core 10.1.1", Defect.UNKNOWN_KEY, "signature");
    add(
        all,
        area,
        "brings its key along (jwk)",
        "RFC 8725 3.10",
        Defect.KEY_IN_HEADER,
        "signature");
    add(
        all,
        area,
        "points at its key (jku)",
        "RFC 8725 3.10",
        "signature is not one of the provider's; the address is never asked",
        (server, browser) -> {
          var words = with(Defect.KEY_ADDRESS_IN_HEADER, server, browser);
          assertThat(server.provider.strangeKeyReads()).isZero();
          return words + "; the address is never asked";
        });
    add(
        all,
        area,
        "signed with a key for encryption",
        "RFC 7517 4.2",
        Defect.ENCRYPTION_KEY,
        "signature");
    add(
        all,
        area,
        "a critical header nobody knows",
        "RFC 7515 4.1.11",
        Defect.CRITICAL_HEADER,
        "signature");
    add(all, area, "sub changed after signing", "Core 3.1.3.7 (6)", Defect.TAMPERED, "signature");
    add(all, area, "another issuer", "Core 3.1.3.7 (2)", Defect.WRONG_ISSUER, "its issuer is");
    add(
        all,
        area,
        "the issuer with a slash more",
        "Core 3.1.3.7 (2)",
        Defect.ISSUER_WITH_SLASH,
        "its issuer is");
    add(all, area, "for another client", "Core 3.1.3.7 (3)", Defect.WRONG_AUDIENCE, "meant for");
    add(all, area, "for nobody", "Core 3.1.3.7 (3)", Defect.NO_AUDIENCE, "meant for []");
    add(
        all,
        area,
        "for two clients, without azp",
        "Core 3.1.3.7 (4)",
        Defect.SECOND_AUDIENCE,
        "authorized party is null");
    add(
        all,
        area,
        "azp is another client",
        "Core 3.1.3.7 (5)",
        Defect.OTHER_AUTHORIZED_PARTY,
        "authorized party is another");
    add(all, area, "expired", "Core 3.1.3.7 (9)", Defect.EXPIRED, "has expired");
    add(all, area, "never expires", "Core 3.1.3.7 (9)", Defect.NO_EXPIRY, "when it expires");
    add(
        all,
        area,
        "issued in the future",
        "Core 3.1.3.7 (10)",
        Defect.ISSUED_IN_FUTURE,
        "in the future");
    add(all, area, "without iat", "Core 3.1.3.7 (10)", Defect.NO_ISSUE_TIME, "when it was issued");
    add(all, area, "not valid yet", "RFC 7519 4.1.5", Defect.NOT_YET_VALID, "not valid yet");
    add(all, area, "another nonce", "Core 3.1.3.7 (11)", Defect.WRONG_NONCE, "nonce");
    add(all, area, "no nonce", "Core 3.1.3.7 (11)", Defect.NO_NONCE, "nonce");
    add(
        all,
        area,
        "at_hash of another access token",
        "Core 3.1.3.8",
        Defect.OTHER_ACCESS_TOKEN,
        "another access token");
    add(all, area, "no subject", "Core 2", Defect.NO_SUBJECT, "names no subject");
    add(all, area, "a subject of 256 characters", "Core 2", Defect.LONG_SUBJECT, "no subject");
    add(
        all,
        area,
        "a logout token in its place",
        "Back-Channel Logout 2.4",
        Defect.LOGOUT_TOKEN_INSTEAD,
        "is a logout token");
    add(
        all,
        area,
        "an access token (at+jwt) in its place",
        "RFC 8725 3.11",
        Defect.ACCESS_TOKEN_INSTEAD,
        "of the type at+jwt");
    return all;
  }
}
