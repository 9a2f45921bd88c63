package io.berth.harbor.system;

import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.harbor.HarborCalls;
import io.berth.sql.Dialect;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The configuration, asked and answered as a Harbor's. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class ConfigurationTest {
  /** The items that a Harbor 2.15 always gives, by the type of their value. */
  private static final Map<String, List<String>> ITEMS =
      Map.of(
          "STRING",
          List.of(
              ("audit_log_forward_endpoint auth_mode banner_message disabled_audit_log_event_types"
                      + " http_authproxy_admin_groups http_authproxy_admin_usernames"
                      + " http_authproxy_endpoint http_authproxy_server_certificate"
                      + " http_authproxy_tokenreview_endpoint ldap_base_dn ldap_filter"
                      + " ldap_group_admin_dn ldap_group_attribute_name ldap_group_base_dn"
                      + " ldap_group_membership_attribute ldap_group_search_filter ldap_search_dn"
                      + " ldap_uid ldap_url oidc_admin_group oidc_client_id oidc_endpoint"
                      + " oidc_extra_redirect_parms oidc_group_filter oidc_groups_claim oidc_name"
                      + " oidc_scope oidc_user_claim project_creation_restriction robot_name_prefix"
                      + " uaa_client_id uaa_client_secret uaa_endpoint")
                  .split(" ", -1)),
          "BOOLEAN",
          List.of(
              ("http_authproxy_skip_search http_authproxy_verify_cert ldap_group_attach_parallel"
                      + " ldap_verify_cert notification_enable oidc_auto_onboard oidc_logout"
                      + " oidc_verify_cert primary_auth_mode quota_per_project_enable read_only"
                      + " scanner_skip_update_pulltime self_registration skip_audit_log_database"
                      + " uaa_verify_cert")
                  .split(" ", -1)),
          "NUMBER",
          List.of(
              ("ldap_group_search_scope ldap_scope ldap_timeout robot_token_duration session_timeout"
                      + " storage_per_project token_expiration trash_days")
                  .split(" ", -1)));

  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private HarborCalls harbor;

  @BeforeEach
  void start() throws IOException {
    harbor = new HarborCalls(dialect, folder);
  }

  @AfterEach
  void stop() {
    harbor.close();
  }

  @Test
  void allOfHarborsItemsAreThereWithTheirTypesAndOneOfOurOwn() {
    var items = items();

    var names = new TreeSet<String>();
    items.fieldNames().forEachRemaining(names::add);
    var expected = ITEMS.values().stream().flatMap(List::stream).collect(Collectors.toSet());
    expected.add("scan_all_policy");
    assertThat(names).containsExactlyInAnyOrderElementsOf(expected).hasSize(57);
    ITEMS.forEach(
        (type, of) ->
            of.forEach(
                name ->
                    assertThat(items.path(name).path("value").getNodeType().name())
                        .as(name)
                        .isEqualTo(type)));
    assertThat(items.path("ldap_group_membership_attribute").toString())
        .isEqualTo("{\"value\":\"memberof\",\"editable\":true}");
    assertThat(items.path("notification_enable").toString())
        .isEqualTo("{\"value\":true,\"editable\":true}");
    assertThat(items.path("scan_all_policy").toString()).isEqualTo("{}");
  }

  @Test
  void whatTheControlApiOwnsIsShownAndCannotBeEdited() {
    items()
        .properties()
        .forEach(
            item -> {
              var owned = item.getKey().startsWith("oidc_") || item.getKey().equals("auth_mode");
              if (!item.getKey().equals("scan_all_policy")) {
                assertThat(item.getValue().path("editable").asBoolean())
                    .as(item.getKey())
                    .isNotEqualTo(owned);
              }
            });
    assertThat(code(put("{'oidc_endpoint':'https://id.example.org','oidc_client_secret':'s'}")))
        .isEqualTo("403 FORBIDDEN");
    assertThat(code(put("{'auth_mode':'oidc_auth','oidc_name':'x'}"))).isEqualTo("400 BAD_REQUEST");
    assertThat(code(put("{'auth_mode':'db_auth'}"))).startsWith("200");
  }

  /** terraform-provider-harbor's harbor_config_system. */
  @Test
  void whatTerraformSetsItReadsBack() {
    put("{'project_creation_restriction':'adminonly','read_only':false,'robot_token_duration':30,"
            + "'token_expiration':30,'session_timeout':60,'quota_per_project_enable':true,"
            + "'robot_name_prefix':'harbor@','storage_per_project':107374182400,"
            + "'scanner_skip_update_pulltime':false,'skip_audit_log_database':false,"
            + "'banner_message':'','notification_enable':true,"
            + "'disabled_audit_log_event_types':'create_artifact'}")
        .statusCode();
    var items = items();
    assertThat(value(items, "robot_name_prefix")).isEqualTo("\"harbor@\"");
    assertThat(value(items, "storage_per_project")).isEqualTo("107374182400");
    assertThat(value(items, "disabled_audit_log_event_types")).isEqualTo("\"create_artifact\"");
    assertThat(code(put("{'notification_enable':false,'session_timeout':1}"))).startsWith("200");
    assertThat(value(items(), "notification_enable")).isEqualTo("false");
    assertThat(value(items(), "session_timeout")).isEqualTo("1");
    assertThat(
            harbor.get("/systeminfo").as("dev").json(200).path("notification_enable").asBoolean())
        .isFalse();
  }

  /** Its harbor_config_auth, whose zero values are of the client's language and mean nothing. */
  @Test
  void whatIsNotMeantChangesNothingThatHasAnotherOwner() {
    var answer =
        put(
            "{'oidc_verify_cert':false,'oidc_auto_onboard':false,'oidc_logout':false,"
                + "'self_registration':false,'scan_all_policy':{'parameter':{}},'ldap_scope':0,"
                + "'ldap_group_search_scope':0,'ldap_verify_cert':false}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Warning"))
        .isEqualTo("299 - \"not kept: oidc_verify_cert is not set here\"");
    assertThat(value(items(), "ldap_scope")).isEqualTo("0");
    assertThat(value(items(), "ldap_verify_cert")).isEqualTo("false");
    assertThat(value(items(), "oidc_verify_cert")).isEqualTo("true");
  }

  @Test
  void valuesAreTakenAsHarborTakesThem() {
    for (var good :
        List.of(
            "{'audit_log_forward_endpoint':null}",
            "{'banner_message':'x'}",
            "{'Banner_Message':''}",
            "{'ldap_base_dn':'x','ldap_url':'ldap://x'}",
            "{'ldap_timeout':-1}",
            "{'ldap_group_membership_attribute':''}",
            "{'oidc_extra_redirect_parms':'{}'}",
            "{'uaa_verify_cert':true}",
            "{'self_registration':true}",
            "{'nosuch':1}",
            "{}",
            "null")) {
      assertThat(put(good).statusCode()).as(good).isEqualTo(200);
    }
    assertThat(value(items(), "self_registration")).isEqualTo("true");
    assertThat(value(items(), "ldap_timeout")).isEqualTo("-1");
    for (var bad :
        List.of(
            "{'ldap_url':''}",
            "{'ldap_uid':''}",
            "{'ldap_scope':-1}",
            "{'ldap_group_search_filter':'x'}",
            "{'session_timeout':0}",
            "{'token_expiration':99999999999}",
            "{'storage_per_project':0}",
            "{'oidc_extra_redirect_parms':''}",
            "{'oidc_extra_redirect_parms':'x'}",
            "{'oidc_extra_redirect_parms':'[]'}",
            "{'oidc_extra_redirect_parms':'{\\'a\\':1}'}",
            "{'audit_log_forward_endpoint':'x'}",
            "{'skip_audit_log_database':true}",
            "{'project_creation_restriction':''}")) {
      assertThat(code(put(bad))).as(bad).isEqualTo("400 BAD_REQUEST");
    }
  }

  @Test
  void aValueOfAnotherTypeIsRefusedWhateverTheItem() {
    for (var type : ITEMS.entrySet()) {
      for (var name : type.getValue()) {
        for (var wrong : List.of("'x'", "-1", "true", "[]", "1.5")) {
          var isOfType =
              switch (type.getKey()) {
                case "STRING" -> wrong.equals("'x'");
                case "BOOLEAN" -> wrong.equals("true");
                default -> wrong.equals("-1");
              };
          if (!isOfType) {
            assertThat(code(put("{'%s':%s}".formatted(name, wrong))))
                .as(name + " " + wrong)
                .isEqualTo("422 UNPROCESSABLE_ENTITY");
          }
        }
      }
    }
    assertThat(code(put("[]"))).isEqualTo("422 UNPROCESSABLE_ENTITY");
    assertThat(code(put("{'ldap_search_password':1}"))).isEqualTo("422 UNPROCESSABLE_ENTITY");
  }

  @Test
  void nothingIsAnsweredAndLostWithoutAWord() {
    assertThat(
            header(
                put("{'nosuch':1,'ldap_search_password':'s','uaa_client_secret':''}"), "Warning"))
        .isEqualTo("299 - \"not kept: nosuch, ldap_search_password is not set here\"");
    assertThat(header(put("{'audit_log_forward_endpoint':''}"), "Warning")).isEmpty();
  }

  private JsonNode items() {
    return harbor.get("/configurations").as("boss").json(200);
  }

  private static String value(JsonNode items, String name) {
    return items.path(name).path("value").toString();
  }

  private HttpResponse<byte[]> put(String body) {
    return harbor.call("PUT", "/configurations").as("boss").json(body).send();
  }
}
