package io.berth.control.api.me;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.berth.control.account.Account;
import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.Doc;
import io.berth.control.schema.EnumModel;
import org.jspecify.annotations.Nullable;

/**
 * An account under the names of {@code GET /me}. Nothing is sold here, so that who somebody is to a
 * company that sends bills is not known: null, as for customers who left it out; clients read these
 * members all the same.
 */
@AnswerModel(name = "nichandle.Nichandle", doc = "An account")
public record Nichandle(
    @Doc("Address") @Nullable String address,
    @Doc("Area") @Nullable String area,
    @Doc("City of birth") @Nullable String birthCity,
    @Doc("Day of birth") @Nullable String birthDay,
    @Doc("City") @Nullable String city,
    @Doc("Number of the company") @Nullable String companyNationalIdentificationNumber,
    @Doc("Kind of company") @Nullable String corporationType,
    @Doc("Country") String country,
    @Doc("Currency") Currency currency,
    @Doc("Customer code") @Nullable String customerCode,
    @Doc("Email address") String email,
    @Doc("Fax") @Nullable String fax,
    @Doc("First name") @Nullable String firstname,
    @Doc("Italian SDI") @Nullable String italianSDI,
    @Doc("Language") @Nullable String language,
    @Doc(value = "Legal form", words = LegalFormEnum.class) String legalform,
    @Doc("Name") @Nullable String name,
    @Doc("National identification number") @Nullable String nationalIdentificationNumber,
    @Doc("Account name") String nichandle,
    @Doc("Organisation") @Nullable String organisation,
    @Doc("Company") String ovhCompany,
    @Doc("Subsidiary") String ovhSubsidiary,
    @Doc("Phone") @Nullable String phone,
    @Doc("Country of the phone") @Nullable String phoneCountry,
    @Doc("Sex") @Nullable String sex,
    @Doc("Second email address") @Nullable String spareEmail,
    @Doc("State") StateEnum state,
    @Doc("VAT number") @Nullable String vat,
    @Doc("Postal code") @Nullable String zip) {

  /** What an account's prices would be in. */
  public static final String SUBSIDIARY = "FR";

  public static final String CURRENCY = "EUR";

  @AnswerModel(name = "nichandle.Currency", doc = "A currency")
  record Currency(@Doc("ISO 4217 code") String code, @Doc("Symbol") String symbol) {}

  @EnumModel(name = "nichandle.StateEnum", doc = "States of an account")
  enum StateEnum {
    @JsonProperty("complete")
    COMPLETE,
    @JsonProperty("incomplete")
    INCOMPLETE
  }

  @EnumModel(name = "nichandle.LegalFormEnum", doc = "Legal forms")
  enum LegalFormEnum {
    @JsonProperty("administration")
    ADMINISTRATION,
    @JsonProperty("association")
    ASSOCIATION,
    @JsonProperty("corporation")
    CORPORATION,
    @JsonProperty("individual")
    INDIVIDUAL,
    @JsonProperty("other")
    OTHER,
    @JsonProperty("personalcorporation")
    PERSONAL_CORPORATION
  }

  static Nichandle of(Account account) {
    return new Nichandle(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        SUBSIDIARY,
        new Currency(CURRENCY, "€"),
        null,
        account.email(),
        null,
        account.name(),
        null,
        "en_GB",
        "other",
        "",
        null,
        account.name(),
        null,
        "ovh",
        SUBSIDIARY,
        null,
        null,
        null,
        null,
        StateEnum.COMPLETE,
        null,
        null);
  }
}
