package dev.logtrail.api.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A certificate that the JDK's keytool signs with its own key, for localhost. */
final class TestCertificate {
  private static final char[] PASSWORD = "changeit".toCharArray();

  final Certificate certificate;
  final PrivateKey key;

  /**
   * Makes one.
   *
   * @param algorithm keytool's options for the key
   * @param from when it begins to be valid, as keytool's {@code -startdate} tells it
   */
  TestCertificate(Path directory, List<String> algorithm, String from) throws Exception {
    Path store = Files.createTempFile(directory, "store", ".p12");
    Files.delete(store);
    List<String> command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-startdate",
                from,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD)));
    command.addAll(algorithm);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(directory.resolve("keytool.log")));
    }
    KeyStore loaded = load(store);
    certificate = loaded.getCertificate("server");
    key = (PrivateKey) loaded.getKey("server", PASSWORD);
  }

  private static KeyStore load(Path store) throws GeneralSecurityException, IOException {
    KeyStore loaded = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      loaded.load(in, PASSWORD);
    }
    return loaded;
  }

  String certificatePem() throws GeneralSecurityException {
    return pem("CERTIFICATE", certificate.getEncoded());
  }

  String keyPem() {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  /** The key in the form that leaves out its algorithm: what PKCS #8 holds in its last element. */
  String bareKeyPem() {
    byte[] der = key.getEncoded();
    int at = 2 + (der[1] & 0x80) / 0x80 * (der[1] & 0x7f) + 3; // The outer header, the version.
    at += 2 + der[at + 1]; // The algorithm.
    int header = der[at + 1] >= 0 ? 2 : 2 + (der[at + 1] & 0x7f);
    byte[] bare = Arrays.copyOfRange(der, at + header, der.length);
    return pem(key.getAlgorithm() + " PRIVATE KEY", bare);
  }

  static String pem(String label, byte[] der) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(der), label);
  }
}
