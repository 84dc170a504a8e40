package dev.logtrail.structured.convention;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The loggers whose lines are understood, in order of recognition: the table that comes with
 * Logtrail, and before it a user's own. Immutable. Serialized as the user's file, so that every
 * process reads the table of its own version.
 *
 * <p>The file is one JSON object:
 *
 * <pre>{@code
 * {
 *   "conventions": [
 *     {
 *       "name": "shop",
 *       "when": [{"shopVersion": "any", "lvl": "number"}],
 *       "like": "pino",
 *       "level": ["lvl"], "levels": {"1": "ERROR", "2": "WARN", "3": "INFO", "loud": "FATAL"},
 *       "message": ["text"], "timestamp": ["at"], "logger": ["module"], "thread": ["worker"],
 *       "exception": {"type": ["err.kind"], "message": ["err.text"], "stack": ["err.trace"]},
 *       "requestId": ["ctx.awsRequestId"], "traceId": ["ctx.trace"]
 *     }
 *   ],
 *   "correlation": {"correlationId": ["order_chain"]},
 *   "contexts": ["ctx"]
 * }
 * }</pre>
 *
 * <ul>
 *   <li>{@code when}: alternatives; a line is this logger's if in one of them every key is as said:
 *       {@code any string number boolean object array first absent}. The keys' values are not
 *       looked at.
 *   <li>Names are lists, the first that is there counts. A dot finds flat and nested keys, {@code
 *       []} looks into each element of an array.
 *   <li>{@code like}: an entry of the table, whose names count where this one gives none.
 *   <li>{@code levels}: words and numbers (a number between two means the lower), or the name of a
 *       scale: {@code pino python logback syslog slog monolog}. {@code defaultLevel}: of lines that
 *       name none.
 *   <li>{@code exception}: {@code type}, {@code message}, {@code stack} apart, or {@code object}:
 *       one of its own that holds them; {@code messageAlone: true} if a message makes an exception.
 *   <li>{@code template}: a message with {@code {holes}} that fields fill. {@code keep}: keys that
 *       stay fields although a column was read from them. {@code wrapper: true}: JSON in the
 *       message is the program's own line.
 *   <li>{@code correlation}: further names of {@code xrayTraceId traceId spanId correlationId
 *       tenantId apiRequestId executionArn}, words parted by underscores; all spellings are found.
 *       {@code contexts}: objects in which such ids are looked for.
 * </ul>
 */
public final class Conventions implements Serializable {
  private static final String TABLE = "conventions.json";

  private static final class BuiltIn {
    static final Conventions TABLE_ONLY = new Conventions(null);
  }

  /** The user's file, or null: what of this object is serialized. */
  private final String userFile;

  private final transient Recognition recognition;
  private final transient Correlation correlation;
  private final transient List<Convention> all;

  private Conventions(String userFile) {
    this.userFile = userFile;
    ConventionFile table = ConventionFile.read(table(), "the built-in table", ConventionFile.NONE);
    ConventionFile file =
        userFile == null ? table : ConventionFile.read(userFile, "the conventions file", table);
    List<Convention> known = new ArrayList<>(file.conventions());
    Convention generic = known.stream().filter(Convention::isGeneric).findFirst().orElseThrow();
    known.remove(generic);
    recognition = new Recognition(known, generic);
    correlation = new Correlation(file.correlation(), file.contexts());
    known.add(generic);
    all = List.copyOf(known);
  }

  /** The table that comes with Logtrail. */
  public static Conventions builtIn() {
    return BuiltIn.TABLE_ONLY;
  }

  /** Whether these are the built-in ones and no others. */
  public boolean isBuiltIn() {
    return userFile == null;
  }

  /** What tells these from others; null of the built-in ones. */
  public String fingerprint() {
    return userFile == null
        ? null
        : UUID.nameUUIDFromBytes(userFile.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /**
   * The conventions of a user's file, and after them those of the table.
   *
   * @param userFile JSON as this class describes it, UTF-8; read to its end, not closed
   * @throws IOException if the stream fails
   * @throws ConventionException if the file cannot be used; says where and what would be right
   */
  public static Conventions with(InputStream userFile) throws IOException {
    Objects.requireNonNull(userFile, "userFile");
    return new Conventions(new String(userFile.readAllBytes(), StandardCharsets.UTF_8));
  }

  /** The names of all conventions, in order of recognition; {@code generic} is the last. */
  public List<String> names() {
    return all.stream().map(Convention::name).toList();
  }

  public Convention of(Map<String, Object> fields) {
    return recognition.of(fields);
  }

  public Correlation correlation() {
    return correlation;
  }

  /** The first convention of that name. */
  public Convention named(String name) {
    return all.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  private static String table() {
    try (InputStream in = Conventions.class.getResourceAsStream(TABLE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(TABLE + " cannot be read from the program's own files", e);
    }
  }

  private Object readResolve() {
    return userFile == null ? builtIn() : new Conventions(userFile);
  }
}
