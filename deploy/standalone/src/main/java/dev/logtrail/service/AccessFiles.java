package dev.logtrail.service;

import dev.logtrail.api.ApiSettings;
import dev.logtrail.api.access.AccessSettings;
import dev.logtrail.service.access.AccessLog;
import dev.logtrail.service.access.TokensFile;
import dev.logtrail.service.access.TokensFileException;
import dev.logtrail.service.settings.AccessOptions;
import dev.logtrail.service.settings.LogFormat;
import dev.logtrail.service.settings.UserError;

/** The files of who may call: tokens, read again when they change, and a line for each call. */
final class AccessFiles implements AutoCloseable {
  private static final int TOKENS_PAUSE_S = 2;

  private final AccessLog log;
  private final TokensFile tokens;
  private final BackgroundTask look;

  private AccessFiles(AccessLog log, TokensFile tokens) {
    this.log = log;
    this.tokens = tokens;
    this.look =
        tokens == null ? null : BackgroundTask.every(TOKENS_PAUSE_S, "tokens-file", tokens::look);
  }

  /**
   * Opens those that are set.
   *
   * @throws UserError if the tokens cannot be taken
   */
  static AccessFiles open(AccessOptions options, LogFormat format) {
    try {
      TokensFile tokens =
          options.tokens() == null ? null : new TokensFile(options.tokens(), options.rate());
      String target = options.accessLog();
      AccessLog log = target == null ? null : new AccessLog(target, format == LogFormat.json);
      return new AccessFiles(log, tokens);
    } catch (TokensFileException e) {
      throw UserError.ofSettings("--tokens: " + e.getMessage());
    }
  }

  /** The settings with what is read from the tokens and written to the log. */
  ApiSettings apply(ApiSettings plain) {
    AccessSettings access = plain.access();
    access = log == null ? access : access.log(log);
    access = tokens == null ? access : access.with(tokens);
    return new ApiSettings(plain.host(), plain.port(), access, plain.tls());
  }

  @Override
  public void close() {
    if (look != null) {
      look.close();
    }
    if (log != null) {
      log.close();
    }
  }
}
