package dev.logtrail.redact;

import dev.logtrail.line.LineFacts;
import dev.logtrail.line.LineScanner;
import dev.logtrail.redact.rule.AwsAccessKeys;
import dev.logtrail.redact.rule.BuiltInRules;
import dev.logtrail.redact.rule.PatternRule;
import dev.logtrail.redact.rule.QuickLook;
import dev.logtrail.redact.rule.Rule;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The rules by which secrets are masked. Masking twice is masking once, and takes time linear in
 * the text. Immutable and serializable; thread-safe.
 */
public final class Redaction implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What is found only once something else is masked is masked, too; beyond, it is done. */
  private static final int ROUNDS = 5;

  /** JSON inside the strings of JSON. */
  private static final int LEVELS = 5;

  /** Names of fields that tell of secrets are not longer; a longer one would be read too often. */
  private static final int LONGEST_NAME = 64;

  private static final String WHOLE_LINE = Masks.of("line");

  private static final String[] NO_COLUMNS_OR_A_RUNTIMES = {
    "", "\"timestamp\":\"\",\"level\":\"INFO\","
  };

  private static final Redaction NONE = new Redaction(List.of(), Map.of());

  private final List<String> builtIn;
  private final Map<String, String> patterns;
  private transient List<Rule> rules;
  private transient Marking marking;

  private Redaction(List<String> builtIn, Map<String, String> patterns) {
    this.builtIn = List.copyOf(builtIn);
    this.patterns = new LinkedHashMap<>(patterns);
    compile();
  }

  private void compile() {
    List<Rule> all = new ArrayList<>();
    for (Rule rule : BuiltInRules.all()) {
      if (builtIn.contains(rule.name())) {
        all.add(rule);
      }
    }
    patterns.forEach((name, pattern) -> all.add(PatternRule.of(name, pattern)));
    rules = List.copyOf(all);
    marking = new Marking(rules);
  }

  private Object readResolve() {
    compile();
    return this;
  }

  /** Masks nothing: the default. */
  public static Redaction none() {
    return NONE;
  }

  /**
   * Masks by rules.
   *
   * @param builtIn names of built-in rules
   * @param patterns rules of the operator's own: regular expressions by name
   * @throws dev.logtrail.redact.rule.RedactionException if one cannot be
   */
  public static Redaction of(List<String> builtIn, Map<String, String> patterns) {
    return new Redaction(builtIn, patterns);
  }

  /** Whether it masks nothing. */
  public boolean isNone() {
    return rules.isEmpty();
  }

  /** The names of its rules. */
  public List<String> kinds() {
    return rules.stream().map(Rule::name).toList();
  }

  /** A text without its secrets; the same object if it holds none. */
  public String text(String text) {
    return counted(text, redact(text, null, 0));
  }

  /** A text of several lines, with masks over what reaches over a line's end. */
  String lines(String text) {
    return counted(text, plain("", text, null, true));
  }

  private static String counted(String before, String after) {
    if (after.equals(before)) {
      return before;
    }
    MaskCounter.ofThisProcess().note(before, after);
    return after;
  }

  /**
   * An event's message without its secrets. The request id it names, and whatever else decides
   * where it belongs, stay.
   */
  public String message(String message) {
    String masked = redact(message, null, 0);
    return masked.equals(message) ? message : counted(message, attributable(message, masked));
  }

  /** What is masked of a message without a change of where it belongs. */
  private String attributable(String message, String masked) {
    LineFacts facts = LineScanner.scan(message);
    if (isSame(facts, LineScanner.scan(masked))) {
      return masked;
    }
    String kept = redact(message, facts.requestId(), 0);
    LineFacts keptFacts = LineScanner.scan(kept);
    if (isSame(facts, keptFacts)) {
      return kept;
    }
    if (facts.isPlatform()) {
      return message; // The platform writes no secrets, but its lines may look as if they held
      // some.
    }
    // Such as an id that is too long to be one, and is not once a part of it is masked.
    return isPlacedAs(facts, kept) ? kept : withoutText(facts);
  }

  private static boolean isPlacedAs(LineFacts facts, String text) {
    LineFacts others = LineScanner.scan(text);
    return facts.kind() == others.kind()
        && Objects.equals(facts.requestId(), others.requestId())
        && facts.strength() == others.strength();
  }

  /** A line that says where it belongs, and nothing else. */
  private static String withoutText(LineFacts facts) {
    if (facts.requestId() != null) {
      // Control characters stay: such an id has come in a line that is not quite JSON.
      String id = facts.requestId().replace("\\", "\\\\").replace("\"", "\\\"");
      for (String columns : NO_COLUMNS_OR_A_RUNTIMES) {
        String line =
            "{%s\"requestId\":\"%s\",\"message\":\"%s\"}".formatted(columns, id, WHOLE_LINE);
        if (isPlacedAs(facts, line)) {
          return line;
        }
      }
    }
    return WHOLE_LINE;
  }

  private static boolean isSame(LineFacts a, LineFacts b) {
    return a.kind() == b.kind()
        && Objects.equals(a.requestId(), b.requestId())
        && a.strength() == b.strength()
        && a.json() == b.json()
        && Objects.equals(a.report(), b.report())
        && Objects.equals(a.version(), b.version())
        && Objects.equals(a.runtimeVersion(), b.runtimeVersion())
        && Objects.equals(a.traceId(), b.traceId())
        && Objects.equals(a.tenantId(), b.tenantId())
        && a.failure() == b.failure()
        && a.concurrent() == b.concurrent()
        && a.suppressed() == b.suppressed();
  }

  /**
   * Masks in a text.
   *
   * @param keep what is not masked; null for nothing
   * @param level how deep the text lies in strings of JSON
   */
  private String redact(String text, String keep, int level) {
    return redact("", text, keep, level);
  }

  private String redact(String context, String text, String keep, int level) {
    if (!mayMatch(context.isEmpty() ? text : context + text)) {
      return text;
    }
    String beside = level == 0 ? AwsAccessKeys.firstIn(text) : "";
    for (int begin : level < LEVELS ? jsonBegins(text) : new int[0]) {
      String rewritten =
          JsonLiterals.rewrite(
              text, begin, (key, value) -> literal(beside, key, value, keep, level + 1));
      if (rewritten != null) {
        String before = text.substring(0, begin);
        String masked = plain("", before, keep, false);
        return masked.equals(before) ? rewritten : masked + rewritten.substring(begin);
      }
    }
    return plain(context, text, keep, false);
  }

  private String plain(String context, String text, String keep, boolean overLinesOnly) {
    String masked = text;
    for (int round = 0; round < ROUNDS; round++) {
      String next = marking.once(context + masked, context.length(), keep, overLinesOnly);
      if (next.equals(masked)) {
        break;
      }
      masked = next;
    }
    return masked;
  }

  /**
   * A string or number of a JSON text: masked as if its name stood before it.
   *
   * @param beside what else of the text tells of secrets
   */
  private String literal(String beside, String key, String value, String keep, int level) {
    if (value.equals(keep)) {
      return value;
    }
    boolean named = key != null && key.length() <= LONGEST_NAME;
    if (named) {
      String name = key.toLowerCase(Locale.ROOT).replaceAll("[_.-]", "");
      for (Rule rule : rules) {
        int secret = rule.secretOfField(name, value);
        if (secret >= 0 && secret < value.length()) {
          boolean masked = Masks.end(value, secret) == value.length();
          return masked ? value : value.substring(0, secret) + Masks.of(rule.name());
        }
      }
    }
    return redact(!named ? beside : beside + key + ": ", value, keep, level);
  }

  private boolean mayMatch(String text) {
    if (patterns.isEmpty() && (rules.isEmpty() || !QuickLook.mayHold(text))) {
      return false;
    }
    for (Rule rule : rules) {
      if (rule.mayMatch(text)) {
        return true;
      }
    }
    return text.contains("\\u00"); // An @ may be written as an escape.
  }

  /** Where JSON may begin: as an array, and behind a prefix that has braces itself. */
  private static int[] jsonBegins(String text) {
    int bracket = text.indexOf('[');
    int brace = text.indexOf('{');
    int name = text.indexOf("{\"", brace);
    boolean array = bracket >= 0 && text.substring(0, bracket).isBlank();
    return IntStream.of(array ? bracket : -1, brace, name).filter(i -> i >= 0).distinct().toArray();
  }
}
