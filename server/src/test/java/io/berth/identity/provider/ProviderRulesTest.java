package io.berth.identity.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class ProviderRulesTest {
  private static final String SCOPE = "openid,profile";

  @Test
  void whatIsCompletePasses() {
    assertThatCode(() -> check(settings("s", SCOPE, "", "", false))).doesNotThrowAnyException();
    assertThatCode(() -> check(settings("s", SCOPE, "^a", "sub", true))).doesNotThrowAnyException();
  }

  @Test
  void whatIsRequiredMustNotBeEmpty() {
    refuses(ProviderSettings.BLANK, "name is required");
    refuses(settings("", SCOPE, "", "", false), "clientSecret is required");
    refuses(settings("s", " ", "", "", false), "scope is required");
  }

  @Test
  void aScopeWithoutOpenidIsRefused() {
    refuses(settings("s", "profile,email", "", "", false), "scope must contain openid, as in");
  }

  @Test
  void aScopeThatNoProviderCanHaveIsRefused() {
    refuses(
        settings("s", "openid,caf\u00e9", "", "", false),
        "scope holds a character that no scope may have: caf\u00e9");
  }

  @Test
  void aGroupFilterThatIsNoPatternIsRefused() {
    refuses(settings("s", SCOPE, "(open", "", false), "groupFilter is not a regular expression");
  }

  @Test
  void onboardingWithoutAskingNeedsTheClaimThatGivesTheName() {
    refuses(settings("s", SCOPE, "", " ", true), "autoOnboard needs userClaim: the claim");
  }

  @Test
  void eachApiWordsTheFieldsByItsOwnNames() {
    UnaryOperator<String> loud = name -> name.toUpperCase(Locale.ROOT);
    assertThatThrownBy(() -> ProviderRules.check(settings("s", SCOPE, "", "", true), loud))
        .hasMessageStartingWith("AUTOONBOARD needs USERCLAIM: ");
    assertThatThrownBy(() -> ProviderRules.check(settings("", SCOPE, "", "", true), loud))
        .hasMessage("CLIENTSECRET is required");
    assertThatThrownBy(() -> ProviderRules.check(settings("s", "a", "", "", true), loud))
        .hasMessageStartingWith("SCOPE must contain openid");
    assertThatThrownBy(() -> ProviderRules.check(settings("s", SCOPE, "(", "", false), loud))
        .hasMessageStartingWith("GROUPFILTER is not");
  }

  private static void refuses(ProviderSettings settings, String mentioned) {
    assertThatThrownBy(() -> check(settings))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isInstanceOf(Fault.Invalid.class))
        .hasMessageContaining(mentioned);
  }

  private static void check(ProviderSettings settings) {
    ProviderRules.check(settings, UnaryOperator.identity());
  }

  private static ProviderSettings settings(
      String secret, String scope, String groupFilter, String userClaim, boolean autoOnboard) {
    return new ProviderSettings(
        "n",
        "https://idp.test",
        "c",
        secret,
        scope,
        "",
        groupFilter,
        "",
        userClaim,
        true,
        autoOnboard);
  }
}
