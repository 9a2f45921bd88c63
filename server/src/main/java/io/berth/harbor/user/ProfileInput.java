package io.berth.harbor.user;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.BodyText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What people read about a user, by Harbor's rules for what its API is sent; users who come from
 * elsewhere may lack some of it.
 */
record ProfileInput(@Nullable String email, @Nullable String realname, @Nullable String comment) {
  private static final Pattern EMAIL =
      Pattern.compile(
          "[^<>()\\[\\]\\\\.,;:\\s@\"]+(?:\\.[^<>()\\[\\]\\\\.,;:\\s@\"]+)*+"
              + "@(?:[a-zA-Z0-9-]+\\.)+[a-zA-Z]{2,}");

  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_COMMENT = 30;

  /**
   * @throws FaultException Invalid BODY, Invalid SCHEMA for an address beyond the document's length
   */
  ProfileInput checked() {
    var address = BodyText.of(email, "email", LONGEST_NAME);
    if (address.isEmpty()) {
      throw invalid("email can't be empty");
    }
    if (!EMAIL.matcher(address).matches()) {
      throw invalid("email with illegal format");
    }
    var name = BodyText.of(realname);
    if (name.isEmpty() || name.codePointCount(0, name.length()) > LONGEST_NAME) {
      throw invalid("realname with illegal length: it has 1 to " + LONGEST_NAME + " characters");
    }
    if (name.chars().anyMatch(c -> ",~#$%".indexOf(c) >= 0)) {
      throw invalid("realname contains illegal characters: none of , ~ # $ %");
    }
    var words = BodyText.of(comment);
    if (words.codePointCount(0, words.length()) > LONGEST_COMMENT) {
      throw invalid("comment with illegal length: it has at most " + LONGEST_COMMENT);
    }
    return new ProfileInput(address, name, words);
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
