package dev.logtrail.service.access;

import dev.logtrail.api.access.RateLimit;
import dev.logtrail.api.access.Tokens;
import dev.logtrail.limit.ServerLimits;
import dev.logtrail.service.settings.FileFaults;
import dev.logtrail.store.FaultLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of a file, read again when it changes. A file that cannot be taken changes nothing:
 * the tokens before stay in use, and one line in the log says what is wrong and where. Thread-safe.
 */
public final class TokensFile implements Supplier<Tokens> {
  private static final Logger LOG = LoggerFactory.getLogger(TokensFile.class);

  private final Path path;
  private final TokensYaml yaml;
  private final FaultLog faults = new FaultLog(LOG, "Reading the tokens file");
  private String text;
  private volatile Tokens tokens;

  /**
   * Reads a file.
   *
   * @param usual what tokens may ask for that have no rate of their own
   * @throws TokensFileException if it cannot be taken
   */
  public TokensFile(Path path, RateLimit usual) throws TokensFileException {
    this.path = path;
    this.yaml = new TokensYaml(usual);
    this.text = text(path);
    this.tokens = read(text);
  }

  @Override
  public Tokens get() {
    return tokens;
  }

  /** Takes the file if it has changed, and returns how many tokens there are. */
  public synchronized Integer look() {
    try {
      String now = text(path);
      if (!now.equals(text) || faults.isFaulty()) {
        tokens = read(now);
        text = now;
        LOG.info("{}: {} tokens are in use now.", path, tokens.all().size());
      }
      faults.worked();
    } catch (TokensFileException e) {
      faults.failed(e.getMessage() + "; the tokens before stay in use");
    }
    return tokens.all().size();
  }

  private Tokens read(String content) throws TokensFileException {
    try {
      return yaml.read(content);
    } catch (TokensFileException e) {
      throw new TokensFileException(path + ", " + e.getMessage());
    }
  }

  /** All of a file. */
  static String text(Path path) throws TokensFileException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(ServerLimits.TOKENS_FILE_BYTES + 1);
      if (bytes.length > ServerLimits.TOKENS_FILE_BYTES) {
        throw new TokensFileException(
            "%s is larger than %d bytes".formatted(path, ServerLimits.TOKENS_FILE_BYTES));
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new TokensFileException(
          "%s cannot be read (%s); right is a file as 'logtrail token new --append' writes it"
              .formatted(path, FileFaults.reason(e)));
    }
  }
}
