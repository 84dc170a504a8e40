package dev.logtrail.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.redact.rule.BuiltInRules;
import dev.logtrail.redact.rule.RedactionException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is masked, what is not, and that texts stay what they are. */
class RedactionTest {
  private static final String JWT =
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final String KEY_ID = "AKIAIOSFODNN7EXAMPLE";

  private static final Redaction ALL = Redaction.of(BuiltInRules.names(), Map.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user bob.o-neil+x@mail.example.co.uk logged in|user [masked:email] logged in",
        "?mail=bob%40example.com&a=1|?mail=[masked:email]&a=1",
        "mail%3Dbob%40example.com|mail%3D[masked:email]",
        "jörg@exämple.de.|[masked:email].",
        "line\\nbob@example.com|line\\n[masked:email]",
        "pay 4111 1111 1111 1111 now|pay [masked:card] now",
        "pay 4111-1111-1111-1111, 378282246310005.|pay [masked:card], [masked:card].",
        "12 4111111111111111|12 [masked:card]",
        "Authorization: Bearer abc.def-123|Authorization: Bearer [masked:authorization]",
        "authorization=Basic dXNlcjpwYXNz ok|authorization=Basic [masked:authorization] ok",
        "{'Authorization': 'Basic dXNlcjpwYXNz'}|{'Authorization': 'Basic [masked:authorization]'}",
        "Authorization: 0123456789abcdef0123|Authorization: [masked:authorization]",
        "Authorization: Token 0123456789abcdef-x|Authorization: Token [masked:authorization]",
        "got Basic dXNlcjpwYXNz|got Basic [masked:authorization]",
        "key AKIAIOSFODNN7EXAMPLE used|key [masked:aws_access_key] used",
        "X-Amz-Credential=ASIAIOSFODNN7EXAMPLE%2F2026|X-Amz-Credential=[masked:aws_access_key]%2F2026",
        "%3DAKIAIOSFODNN7EXAMPLE|%3D[masked:aws_access_key]"
      })
  void secretsAreMasked(String text, String masked) {
    assertThat(ALL.text(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "START RequestId: 4111111111111111 Version: $LATEST\n",
        "bearer of bad news, basic authentication failed, Bearer authentication-required",
        "lodash@4.17.21, icon@2x.png, a@b, com.example.Bar@1a2b3c",
        "1763632800000 1763632800123456 4111111111111112 0.4111111111111111",
        "id a1b2c3d4-4111-1111-1111-111111111111 4111-1111-1111-1111-1111",
        "37546821479653214796532147965321479653214796532147965321",
        "commit 2fd4e1c67a2d28fced849ee1bb76e7391b93eb12",
        "authorization: denied because of something",
        "eyJ... cut, AKIA, AKIAIOSFODNN7EXAMPLEX, MYAKIAIOSFODNN7EXAMPLE",
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
        "{\"a\":1.50,\"b\":\"\\u00e9\\/\",  \"c\":[1e5,null]}"
      })
  void whatIsNoSecretStaysAsItIs(String text) {
    assertThat(ALL.message(text)).isSameAs(text);
  }

  @Test
  void keysOfAwsAreMaskedWithWhatBelongsToThem() {
    assertThat(ALL.text("id " + KEY_ID + " secret " + SECRET))
        .isEqualTo("id [masked:aws_access_key] secret [masked:aws_secret_key]");
    assertThat(ALL.text("AWS_SECRET_ACCESS_KEY=" + SECRET + "\n"))
        .isEqualTo("AWS_SECRET_ACCESS_KEY=[masked:aws_secret_key]\n");
    assertThat(ALL.text("{\"SecretAccessKey\":\"" + SECRET.replace("/", "\\/") + "\"} trailing"))
        .isEqualTo("{\"SecretAccessKey\":\"[masked:aws_secret_key]\"} trailing");
    assertThat(ALL.text("X-Amz-Security-Token=" + "Ab1%2F".repeat(40) + "&x"))
        .isEqualTo("X-Amz-Security-Token=[masked:aws_secret_key]&x");
    assertThat(ALL.text("sha " + SECRET)).contains(SECRET);
  }

  @Test
  void inJsonTheNameAndTheOtherFieldsTellOfASecret() {
    assertThat(ALL.text("{\"secret\":\"" + SECRET + "\",\"sum\":\"" + SECRET + "\"}"))
        .isEqualTo("{\"secret\":\"[masked:aws_secret_key]\",\"sum\":\"" + SECRET + "\"}");
    assertThat(ALL.text("{\"a\":{\"id\":\"" + KEY_ID + "\"},\"b\":[\"" + SECRET + "\"]}"))
        .isEqualTo(
            "{\"a\":{\"id\":\"[masked:aws_access_key]\"},\"b\":[\"[masked:aws_secret_key]\"]}");
    Redaction own = Redaction.of(List.of(), Map.of("password", "(?i)password: (\\S+)"));
    assertThat(own.text("{\"Password\":\"hunter2\",\"n\":1}"))
        .isEqualTo("{\"Password\":\"[masked:password]\",\"n\":1}");
  }

  @Test
  void tokensAndKeysAreMaskedWhole() {
    assertThat(ALL.text("token " + JWT + ".")).isEqualTo("token [masked:jwt].");
    assertThat(ALL.text("Bearer " + JWT)).isEqualTo("Bearer [masked:authorization]");
    String pem = "-----BEGIN RSA PRIVATE KEY-----\nMIIEabc+/=\n-----END RSA PRIVATE KEY-----";
    assertThat(ALL.text("a " + pem + "\nb")).isEqualTo("a [masked:private_key]\nb");
    assertThat(ALL.text("a " + pem.replace("\n", "\\n") + " b"))
        .isEqualTo("a [masked:private_key] b");
    assertThat(ALL.text("a -----BEGIN PRIVATE KEY-----\nMIIE")).isEqualTo("a [masked:private_key]");
    assertThat(ALL.text("MIIE\nabcd\n-----END PRIVATE KEY-----\nb"))
        .isEqualTo("[masked:private_key]\nb");
  }

  @Test
  void jsonStaysJson() {
    assertThat(
            ALL.text(
                "[INFO] {\"n\": 4111111111111111, \"bob@example.com\" : [\"a\\nbob@example.com\"],"
                    + "\"e\":\"bob\\u0040example.com\",\"é\":\"\\/\"}"))
        .isEqualTo(
            "[INFO] {\"n\": \"[masked:card]\", \"[masked:email]\" : [\"a\\n[masked:email]\"],"
                + "\"e\":\"[masked:email]\",\"é\":\"\\/\"}");
    assertThat(ALL.text("{\"headers\":{\"Authorization\":[\"Bearer x y\",\"plain\"]}}"))
        .isEqualTo(
            "{\"headers\":{\"Authorization\":[\"Bearer [masked:authorization]\","
                + "\"[masked:authorization]\"]}}");
    assertThat(ALL.text("{\"body\":\"{\\\"secretAccessKey\\\":\\\"hunter2hunter2\\\"}\"}"))
        .isEqualTo("{\"body\":\"{\\\"secretAccessKey\\\":\\\"[masked:aws_secret_key]\\\"}\"}");
  }

  @Test
  void requestIdsStayWhateverTheyLookLike() {
    String mail = "bob@example.com";
    assertThat(ALL.message("START RequestId: " + mail + " Version: $LATEST"))
        .isEqualTo("START RequestId: " + mail + " Version: $LATEST");
    assertThat(ALL.message("{\"requestId\":\"4111111111111111\",\"card\":\"378282246310005\"}"))
        .isEqualTo("{\"requestId\":\"4111111111111111\",\"card\":\"[masked:card]\"}");
    String platform =
        "{\"time\":\"2026-11-20T10:00:00.000Z\",\"type\":\"platform.start\",\"record\":"
            + "{\"requestId\":\"bob@example.com\",\"version\":\"$LATEST\"}}";
    assertThat(ALL.message(platform)).isEqualTo(platform);
  }

  @Test
  void aLineOfWhichMaskingWouldMakeAnotherKeepsItsIdOnly() {
    assertThat(ALL.message("{\"requestId\":\"r-1\",\"a\":(m\":\"bob@example.com\"}"))
        .isEqualTo("{\"requestId\":\"r-1\",\"message\":\"[masked:line]\"}");
    assertThat(ALL.message("START RequestId: " + "bob@example.com".repeat(20) + " Version: 1"))
        .isEqualTo("[masked:line]");
  }

  @Test
  void ownRulesMaskTheirGroupOrAllOfIt() {
    Redaction own =
        Redaction.of(
            List.of("email"), Map.of("customer", "KD-\\d{8}", "password", "(?i)password=(\\S+)"));

    assertThat(own.kinds()).containsExactlyInAnyOrder("email", "customer", "password");
    assertThat(own.text("KD-12345678 Password=hunter2 a@b.de " + KEY_ID))
        .isEqualTo("[masked:customer] Password=[masked:password] [masked:email] " + KEY_ID);
    assertThat(own.text("password=a@b.de,x")).isEqualTo("password=[masked:password]");
    assertThat(own.text("password=[masked:email]")).isEqualTo("password=[masked:email]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bad Name|x|the name 'Bad Name' cannot be: right are up to 32 of a-z",
        "email|x|the name 'email' is a built-in rule's: choose another",
        "a|x(|the pattern of 'a' is no regular expression: missing closing ), at character 1",
        "a|ab[z-a]|the pattern of 'a' is no regular expression: invalid character class range, at character 4",
        "a|x*|the pattern of 'a' matches the empty text",
        "a|(x{100}){3}y{200}|the counted repeats of 'a' come to more than 250 at character 13"
      })
  void aRuleThatCannotBeSaysWhatAndWhere(String name, String pattern, String message) {
    assertThatThrownBy(() -> Redaction.of(List.of(), Map.of(name, pattern)))
        .isInstanceOf(RedactionException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aPatternThatTakesTooLongMasksTheRest() {
    Redaction own = Redaction.of(List.of(), Map.of("slow", "a.*b|a"));
    String text = "x" + "a".repeat(50_000);

    String masked = own.text(text);
    assertThat(masked).startsWith("x[masked:slow]").endsWith("[masked:slow]").doesNotContain("aa");
  }

  @Test
  void rulesTravel() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(Redaction.of(List.of("email"), Map.of("own", "x+")));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(((Redaction) in.readObject()).text("a@b.de xx"))
          .isEqualTo("[masked:email] [masked:own]");
    }
  }

  @Test
  void masksTellWhatWasMaskedAndHowOften() {
    assertThat(Masks.count(ALL.text("a@b.de c@d.de 4111111111111111 [masked:] [masked:A]"), null))
        .isEqualTo(Map.of("email", 2, "card", 1));
    assertThat(Masks.count("nothing", null)).isNull();
  }
}
