package dev.logtrail.trail;

import java.util.Locale;
import java.util.Objects;

/**
 * A run of a workflow of which a request is a step. Everything follows from its ARN:
 *
 * <pre>
 * arn:aws:lambda:R:A:function:F:V/durable-execution/NAME/ID    one function called again and again
 * arn:aws:states:R:A:execution:STATE_MACHINE:NAME              Step Functions, standard
 * arn:aws:states:R:A:express:STATE_MACHINE:NAME:ID             Step Functions, express
 * </pre>
 *
 * @param kind what runs it
 * @param name the name that its starter, or AWS, gave it; what to correlate by
 * @param id AWS's id of the run; null for a standard execution, which has none
 * @param arn the whole ARN
 */
public record Execution(Kind kind, String name, String id, String arn) {
  /** No ARN of an execution is longer. */
  public static final int MAX_ARN = 1_024;

  /** How the name of the stream begins that holds what a durable execution itself told. */
  public static final String OWN_STREAM = "durable-execution/";

  private static final String DURABLE = "/durable-execution/";
  private static final int ACCOUNT = 4;
  private static final int TYPE = 5;
  private static final int OWNER = 6;
  private static final int NAME = 7;

  /** What runs executions. */
  public enum Kind {
    /** Lambda's durable functions. */
    DURABLE,
    /** Step Functions. */
    STEP_FUNCTIONS;

    /** The word in JSON and on the page: lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Execution {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(arn, "arn");
  }

  /** The execution that an ARN names; null if it is no ARN of an execution. */
  public static Execution ofArn(String arn) {
    if (arn == null || arn.length() > MAX_ARN || !arn.startsWith("arn:aws")) {
      return null;
    }
    int durable = arn.indexOf(DURABLE);
    String[] parts = (durable < 0 ? arn : arn.substring(0, durable)).split(":", -1);
    if (parts.length <= OWNER || parts[ACCOUNT].isEmpty() || parts[OWNER].isEmpty()) {
      return null;
    }
    if (durable > 0) {
      boolean function = parts[2].equals("lambda") && parts[TYPE].equals("function");
      return function ? durable(arn, arn.substring(durable + DURABLE.length())) : null;
    }
    return parts[2].equals("states") ? steps(arn, parts) : null;
  }

  private static Execution durable(String arn, String nameAndId) {
    int slash = nameAndId.indexOf('/');
    boolean whole =
        slash > 0 && slash < nameAndId.length() - 1 && nameAndId.indexOf('/', slash + 1) < 0;
    return whole
        ? new Execution(
            Kind.DURABLE, nameAndId.substring(0, slash), nameAndId.substring(slash + 1), arn)
        : null;
  }

  private static Execution steps(String arn, String[] parts) {
    boolean standard = parts[TYPE].equals("execution") && parts.length == NAME + 1;
    boolean express = parts[TYPE].equals("express") && parts.length == NAME + 2;
    if (!standard && !express || parts[NAME].isEmpty()) {
      return null;
    }
    String id = express && !parts[NAME + 1].isEmpty() ? parts[NAME + 1] : null;
    return new Execution(Kind.STEP_FUNCTIONS, parts[NAME], id, arn);
  }

  /** The account that it runs in. */
  public String account() {
    return part(ACCOUNT);
  }

  /** The region that it runs in. */
  public String region() {
    return part(3);
  }

  /** The function of a durable execution, the state machine of another. */
  public String owner() {
    return part(OWNER);
  }

  /** Version or alias of a durable execution's function; null if the ARN has none. */
  public String qualifier() {
    String part = kind == Kind.DURABLE ? part(NAME) : null;
    return part == null || part.isEmpty() ? null : part;
  }

  private String part(int number) {
    int durable = kind == Kind.DURABLE ? arn.indexOf(DURABLE) : arn.length();
    String[] parts = arn.substring(0, durable).split(":", -1);
    return number < parts.length ? parts[number] : null;
  }
}
