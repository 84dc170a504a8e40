package dev.logtrail.service.settings;

import dev.logtrail.api.access.AccessSettings;
import dev.logtrail.text.NamePattern;
import java.util.List;
import picocli.CommandLine.Option;

/** The settings of what the page may invoke, and by whom. */
public final class InvokeOptions {
  @Option(
      names = "--allow-invoke",
      paramLabel = "PATTERN",
      arity = "0..1",
      split = ",",
      fallbackValue = "*",
      description =
          "Lets the page and POST /api/v1/invoke/FUNCTION invoke functions with this server's AWS"
              + " credentials: all, or those whose names fit, such as --allow-invoke='dev-*'"
              + " (default: none).")
  private List<String> allowed;

  @Option(
      names = "--invoke-token",
      paramLabel = "TOKEN",
      description =
          "Bearer token that invoking needs. Required with --allow-invoke where reading or sending"
              + " needs one.")
  private String token;

  /**
   * What names of functions may fit; null if nothing may be invoked.
   *
   * @throws UserError if a pattern cannot be
   */
  public List<NamePattern> allowed() {
    if (allowed == null || allowed.equals(List.of("false"))) {
      return null;
    }
    try {
      // As a variable or a file's key it is true, as flags are.
      return allowed.stream().map(p -> new NamePattern(p.equals("true") ? "*" : p)).toList();
    } catch (IllegalArgumentException e) {
      throw UserError.ofSettings("--allow-invoke: " + e.getMessage());
    }
  }

  /** Whether anything may be invoked. */
  boolean isGiven() {
    return allowed() != null;
  }

  /**
   * Checks the settings.
   *
   * @param isClosed whether some token is needed to read or to send, by flags
   * @param hasTokens whether there is a file of tokens
   * @param origins of pages that may embed the pane
   */
  void check(boolean isClosed, boolean hasTokens, List<String> origins) {
    if (token != null && token.isBlank()) {
      throw UserError.ofSettings(
          "--invoke-token is empty; right would be a secret, or no --invoke-token at all");
    }
    if (!isGiven()) {
      if (token != null) {
        throw UserError.ofSettings(
            "--invoke-token is for what --allow-invoke allows: give that, too");
      }
      return;
    }
    if (origins.contains("*")) {
      throw UserError.ofSettings(
          "--allow-invoke and --allow-origin '*' would let any page invoke functions: name the"
              + " origins of the pages that embed the pane");
    }
    if (isClosed && token == null && !hasTokens) {
      throw UserError.ofSettings(
          "--allow-invoke needs LOGTRAIL_INVOKE_TOKEN where reading or sending needs a token: give"
              + " that, too, or a token of kind 'invoke' by --tokens FILE");
    }
  }

  AccessSettings with(AccessSettings plain) {
    return plain.invoking(token);
  }
}
