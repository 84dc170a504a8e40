package dev.logtrail.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineScanner;
import dev.logtrail.redact.rule.BuiltInRules;
import dev.logtrail.redact.rule.QuickLook;
import dev.logtrail.text.JsonTree;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every text. */
class RedactionProperties {
  private static final Redaction ALL =
      Redaction.of(
          BuiltInRules.names(),
          Map.of("own", "id-\\w+", "edge", "\\bx[a-z@.]+$", "group", "pw=(\\w+)"));

  private static final List<String> SECRETS =
      List.of(
          "bob@example.com",
          "4111111111111111",
          "AKIAIOSFODNN7EXAMPLE",
          "eyJhbGciOiJI.eyJzdWIiOiIx.c2ln",
          "id-4711");

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "bob@example.com",
            "@",
            "4111111111111111",
            "4111 1111",
            " 1111 1111",
            "eyJhbGciOiJI",
            ".eyJzdWIiOiIx",
            ".c2ln",
            "AKIAIOSFODNN7EXAMPLE",
            "[masked:email]",
            "[masked:",
            "]",
            "Authorization: ",
            "Bearer ",
            "Basic ",
            "dXNlcjpwYXNz",
            "id-4711",
            "pw=",
            "x",
            " ",
            "\n",
            "\\n",
            "\"",
            "{",
            "}",
            ":",
            ",",
            "{\"a\":",
            "\"Authorization\":",
            "[",
            "\\",
            "START RequestId: ",
            " Version: $LATEST",
            "REPORT RequestId: ",
            "\tDuration: 1.0 ms",
            "{\"requestId\":\"",
            "secret=",
            "token",
            "authorization",
            "-----BEGIN PRIVATE KEY-----",
            "-----END PRIVATE KEY-----",
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "é",
            "%40",
            "\\u0040",
            "{\"type\":\"platform.start\",\"record\":{\"requestId\":\"")
        .list()
        .ofMaxSize(14)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 3_000)
  void maskingTwiceIsMaskingOnce(@ForAll("texts") String text) {
    String once = ALL.message(text);
    assertThat(ALL.message(once)).isEqualTo(once);
    String plain = ALL.text(text);
    assertThat(ALL.text(plain)).isEqualTo(plain);
  }

  @Property(tries = 3_000)
  void aQuickLookOverlooksNothing(@ForAll("texts") String text) {
    for (String each :
        List.of(text, text.toUpperCase(Locale.ROOT), text.toLowerCase(Locale.ROOT))) {
      boolean any = BuiltInRules.all().stream().anyMatch(rule -> rule.mayMatch(each));
      assertThat(any && !QuickLook.mayHold(each)).as(each).isFalse();
    }
  }

  @Property(tries = 3_000)
  void whatALineIsStaysTheSame(@ForAll("texts") String text) {
    LineFacts before = LineScanner.scan(text);
    LineFacts after = LineScanner.scan(ALL.message(text));
    assertThat(after.kind()).isEqualTo(before.kind());
    assertThat(after.requestId()).isEqualTo(before.requestId());
    assertThat(after.strength()).isEqualTo(before.strength());
  }

  @Property(tries = 2_000)
  void aJsonObjectStaysOne(@ForAll("texts") String a, @ForAll("texts") String b) {
    String json = "{\"a\":" + quoted(a) + ",\"" + "n\":4111111111111111,\"c\":[" + quoted(b) + "]}";
    Map<String, Object> before = JsonTree.object(json);
    Map<String, Object> after = JsonTree.object(ALL.text(json));
    assertThat(after).isNotNull();
    assertThat(after.keySet()).isEqualTo(before.keySet());
    assertThat(after.get("n")).isEqualTo("[masked:card]");
  }

  @Property(tries = 2_000)
  void noSecretThatStandsAloneIsLeft(
      @ForAll("texts") String before, @ForAll("texts") String after) {
    for (String secret : SECRETS) {
      String text = "{\"s\":" + quoted(before + " " + secret + " " + after) + "}";
      assertThat(ALL.text(text)).doesNotContain(" " + secret + " ");
      assertThat(ALL.text(before + " " + secret + " " + after)).doesNotContain(" " + secret + " ");
    }
  }

  private static String quoted(String text) {
    return '"'
        + new String(
            com.fasterxml.jackson.core.io.JsonStringEncoder.getInstance().quoteAsString(text))
        + '"';
  }
}
