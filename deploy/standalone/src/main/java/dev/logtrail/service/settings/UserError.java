package dev.logtrail.service.settings;

import picocli.CommandLine.ExitCode;

/**
 * An error that the user can correct. The message says what is wrong and what would be right; no
 * stack trace is shown.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  public UserError(String message) {
    this(message, ExitCode.SOFTWARE, null);
  }

  public UserError(String message, Throwable cause) {
    this(message, ExitCode.SOFTWARE, cause);
  }

  private UserError(String message, int exitCode, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The command was called wrongly: a setting has a value that it cannot have. */
  public static UserError ofSettings(String message) {
    return new UserError(message, ExitCode.USAGE, null);
  }

  /** The exit code of the process. */
  public int exitCode() {
    return exitCode;
  }
}
