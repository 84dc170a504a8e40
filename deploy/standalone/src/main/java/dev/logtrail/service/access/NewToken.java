package dev.logtrail.service.access;

import dev.logtrail.api.access.RateLimit;
import dev.logtrail.api.access.TokenKind;
import dev.logtrail.api.access.TokenSecret;
import dev.logtrail.service.settings.FileFaults;
import dev.logtrail.service.settings.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A token that has just been made.
 *
 * @param secret what its holder sends; kept nowhere
 * @param name see {@link TokenEntry#NAME}
 * @param accounts patterns; empty for all
 * @param logGroups patterns; empty for all
 * @param tenants patterns; empty for all
 * @param expires a day or an instant; null for never
 */
public record NewToken(
    String secret,
    String name,
    TokenKind kind,
    List<String> accounts,
    List<String> logGroups,
    List<String> tenants,
    String expires) {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /**
   * Checks what is asked for.
   *
   * @throws UserError if it cannot be; says what would be right
   */
  public NewToken {
    accounts = List.copyOf(accounts);
    logGroups = List.copyOf(logGroups);
    tenants = List.copyOf(tenants);
    try {
      new TokensYaml(RateLimit.DEFAULT)
          .read(entry("tokens:\n", "", secret, name, kind, accounts, logGroups, tenants, expires));
    } catch (TokensFileException e) {
      throw UserError.ofSettings(e.getMessage().replaceFirst("^line \\d+: ", "--"));
    }
  }

  /** Its entry in a tokens file. */
  public String entry() {
    return entry("", "  ", secret, name, kind, accounts, logGroups, tenants, expires);
  }

  /** Adds it to a file, which is made if it is not there. The old content stays as it is. */
  public void appendTo(Path file) {
    try {
      String before = Files.exists(file) ? TokensFile.text(file) : "tokens:\n";
      Integer indent = TokensYaml.indent(before);
      String gap = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
      String head = before.isBlank() ? "tokens:\n" : "";
      String margin = " ".repeat(indent == null ? 2 : indent);
      String after =
          before
              + gap
              + entry(head, margin, secret, name, kind, accounts, logGroups, tenants, expires);
      new TokensYaml(RateLimit.DEFAULT).read(after);
      write(file, after);
    } catch (TokensFileException e) {
      throw new UserError(
          "%s: %s. Nothing was written; right would be to put this in by hand:%n%s"
              .formatted(file, e.getMessage(), entry()));
    }
  }

  private static void write(Path file, String text) {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(temporary);
      Files.createFile(temporary, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      if (Files.exists(file)) {
        Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(file));
      }
      Files.writeString(temporary, text);
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UserError(file + " cannot be written: " + FileFaults.reason(e), e);
    }
  }

  private static String entry(
      String head,
      String margin,
      String secret,
      String name,
      TokenKind kind,
      List<String> accounts,
      List<String> logGroups,
      List<String> tenants,
      String expires) {
    StringBuilder out = new StringBuilder(head);
    out.append(margin).append("- name: ").append(quoted(name)).append('\n');
    String next = margin + "  ";
    out.append(next).append("kind: ").append(kind.word()).append('\n');
    out.append(next).append("sha256: ").append(TokenSecret.sha256(secret)).append('\n');
    if (!accounts.isEmpty()) {
      out.append(next).append("accounts: ").append(list(accounts)).append('\n');
    }
    if (!logGroups.isEmpty()) {
      out.append(next).append("log-groups: ").append(list(logGroups)).append('\n');
    }
    if (!tenants.isEmpty()) {
      out.append(next).append("tenants: ").append(list(tenants)).append('\n');
    }
    if (expires != null) {
      out.append(next).append("expires: ").append(quoted(expires)).append('\n');
    }
    return out.toString();
  }

  private static String list(List<String> patterns) {
    return patterns.stream().map(NewToken::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  /** In single quotes nothing has a meaning but these. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** All but the secret. */
  @Override
  public String toString() {
    return "NewToken[name=" + name + ", kind=" + kind.word() + "]";
  }
}
