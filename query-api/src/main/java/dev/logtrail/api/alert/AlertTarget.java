package dev.logtrail.api.alert;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/**
 * Who is told.
 *
 * @param name what it is called; unique. The store knows this alone
 * @param format of the message
 * @param url where it is posted to; may hold a secret
 */
public record AlertTarget(String name, Format format, URI url) {
  /** Forms of a message. */
  public enum Format {
    /** All that is known, as JSON. */
    WEBHOOK,
    /** As Amazon SNS posts a notification to an HTTP subscriber. */
    SNS,
    /** As Slack's incoming webhooks take it, and what is like them. */
    SLACK,
    /** A subject and a text, with header lines as a mail has them. */
    EMAIL;

    /** As files have it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public AlertTarget {
    Objects.requireNonNull(format, "format");
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!http || url.getHost() == null) {
      throw new IllegalArgumentException(
          "a target's 'url' is none: right would be https://hooks.example.com/…");
    }
    if (name == null || !name.matches("[\\p{Alnum}\\p{Punct}][\\p{Alnum}\\p{Punct} ]{0,99}")) {
      throw new IllegalArgumentException(
          "a target's 'name' is none: give letters and digits, at most 100");
    }
    if (url.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "a target's 'url' has a user, which is not sent: right would be a path with a secret");
    }
  }

  /** Without the path, which may be a secret. */
  @Override
  public String toString() {
    return "%s: %s at %s".formatted(name, format.word(), url.getHost());
  }
}
