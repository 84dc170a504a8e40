import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Downloads a Maven distribution, checks it and unpacks it: what mvnw and mvnw.cmd would otherwise
 * need curl, sha256sum and unzip for. Run from source with {@code java FetchMaven.java}.
 */
final class FetchMaven {

  private static final int ATTEMPTS = 3;
  private static final int TIMEOUT_MS = 30_000;

  private FetchMaven() {}

  /**
   * Fetches one distribution and exits with 1, and a line on stderr, if that fails.
   *
   * @param arguments the address of the zip, its SHA-256 in hex, the directory to put it in
   */
  public static void main(String[] arguments) throws GeneralSecurityException {
    Path home = Path.of(arguments[2]).toAbsolutePath();
    Path unpacked = home.resolveSibling(home.getFileName() + "." + ProcessHandle.current().pid());
    Path zip = unpacked.resolveSibling(unpacked.getFileName() + ".zip");
    boolean fetched = false;
    try {
      Files.createDirectories(home.getParent());
      download(arguments[0], zip, arguments[1]);
      unpack(zip, unpacked);
      if (!Files.exists(home)) {
        Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
      }
      fetched = true;
    } catch (IOException e) {
      System.err.println("mvnw: cannot fetch " + arguments[0] + ": " + e);
    } finally {
      delete(zip);
      delete(unpacked);
    }
    System.exit(fetched ? 0 : 1);
  }

  private static void download(String address, Path file, String sha256)
      throws IOException, GeneralSecurityException {
    for (int attempt = 1; ; attempt++) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(open(address), digest)) {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equalsIgnoreCase(sha256)) {
          throw new IOException("its SHA-256 is " + found + ", but should be " + sha256);
        }
        return;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        System.err.println("mvnw: " + e + "; trying again");
      }
    }
  }

  private static InputStream open(String address) throws IOException {
    URLConnection connection = URI.create(address).toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MS);
    connection.setReadTimeout(TIMEOUT_MS);
    String user = System.getenv("MVNW_USERNAME");
    String password = System.getenv("MVNW_PASSWORD");
    if (user != null && password != null) {
      byte[] login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      connection.setRequestProperty(
          "Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
    }
    return connection.getInputStream();
  }

  /** Unpacks without the one directory that holds everything in such a zip. */
  private static void unpack(Path zip, Path target) throws IOException {
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
        Path file = target.resolve(name).normalize();
        if (!file.startsWith(target)) {
          throw new IOException("the zip has an entry outside of its directory: " + name);
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(in, file);
        }
      }
    }
    // A zip read as a stream does not tell which files may be executed.
    for (String command : List.of("mvn", "mvnDebug", "mvnyjp")) {
      target.resolve("bin").resolve(command).toFile().setExecutable(true, false);
    }
  }

  private static void delete(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> below = Files.walk(path)) {
      for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      System.err.println("mvnw: cannot remove " + path + ": " + e);
    }
  }
}
