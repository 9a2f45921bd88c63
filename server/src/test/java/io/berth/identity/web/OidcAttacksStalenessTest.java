package io.berth.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

/** Keeps docs/reference/oidc-attacks.md current; written anew with -Dberth.write-reference=true. */
final class OidcAttacksStalenessTest {
  private static final Path PAGE = Path.of("../docs/reference/oidc-attacks.md");

  @Test
  void thePageListsEveryAttackThatIsTested() throws IOException {
    var current = page();
    if (Boolean.getBoolean("berth.write-reference")) {
      Files.writeString(PAGE, current);
    }

    assertThat(PAGE).hasContent(current);
    assertThat(OidcAttacks.all()).hasSizeGreaterThanOrEqualTo(45);
  }

  private static String page() {
    var page =
        new StringBuilder(
            """
            # Attacks on the sign-in

            Each line is a test of `OidcAttackTest`: the attack is made against a running server, \
            whose provider makes that one mistake, and nobody may be signed in by it. The provider \
            is one on HTTPS with a certificate of its own that the registry was told to trust, and \
            the whole list is run on SQLite and on PostgreSQL. This page is made from the same \
            list.

            "Core", "Discovery" and "Back-Channel Logout" are the specifications of OpenID Connect, \
            RFC 9700 the security practice of OAuth 2.0, RFC 8725 that of JSON Web Tokens.
            """);
    var areas = new LinkedHashMap<String, StringBuilder>();
    for (var attack : OidcAttacks.all()) {
      areas
          .computeIfAbsent(attack.area(), _ -> new StringBuilder())
          .append(
              "| %s | %s | %s |\n".formatted(attack.attack(), attack.clause(), attack.answer()));
    }
    areas.forEach(
        (area, lines) ->
            page.append("\n## ")
                .append(area)
                .append("\n| attack | stopped by | what is said |\n|---|---|---|\n")
                .append(lines));
    return page.toString();
  }
}
