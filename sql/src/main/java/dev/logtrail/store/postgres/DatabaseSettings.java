package dev.logtrail.store.postgres;

import java.util.Objects;

/**
 * How to reach the database.
 *
 * @param url a JDBC URL of PostgreSQL, such as {@code jdbc:postgresql://localhost:5432/logtrail}
 * @param user the role to log in as; null if the URL names it
 * @param password its password; null if none is needed or the URL holds it
 * @param poolSize connections shared by readers, writers and the inbox; at least 2, plus one for
 *     each writer, and for an inbox that is put into, open at the same time
 */
public record DatabaseSettings(String url, String user, String password, int poolSize) {
  private static final String PREFIX = "jdbc:postgresql:";

  public DatabaseSettings {
    Objects.requireNonNull(url, "url");
    if (!url.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "not a JDBC URL of PostgreSQL: "
              + withoutParameters(url)
              + "; right would be "
              + PREFIX
              + "//host:5432/database");
    }
    if (poolSize < 2) {
      throw new IllegalArgumentException("the pool has " + poolSize + " connections; at least 2");
    }
  }

  /** Settings with a pool of ten. */
  public DatabaseSettings(String url, String user, String password) {
    this(url, user, password, 10);
  }

  /** The URL without its parameters, which may hold a password. */
  String safeUrl() {
    return withoutParameters(url);
  }

  private static String withoutParameters(String url) {
    int question = url.indexOf('?');
    return question < 0 ? url : url.substring(0, question);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "DatabaseSettings[url=" + safeUrl() + ", user=" + user + ", poolSize=" + poolSize + "]";
  }
}
