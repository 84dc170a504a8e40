package dev.logtrail.api.tls;

import dev.logtrail.api.tls.PemFile.Block;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Certificate and key of the server, which belong together.
 *
 * @param chain the server's own certificate first
 * @param key of the first one
 */
record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {
  static final String PASSWORD = "in memory only";

  /**
   * Reads both files.
   *
   * @param now must lie within the time that the certificate is valid for
   * @throws TlsException if they cannot be used together, now
   */
  static TlsIdentity read(TlsFiles files, Instant now) throws TlsException {
    List<X509Certificate> chain = chain(PemFile.read(files.certificate()));
    X509Certificate own = chain.get(0);
    PrivateKey key = PrivateKeys.read(PemFile.read(files.key()), own.getPublicKey());
    if (!belong(key, own.getPublicKey())) {
      throw new TlsException(
          "the key in %s is not the one of the certificate in %s: right are two files that were made together, the server's own certificate first"
              .formatted(files.key(), files.certificate()));
    }
    TlsIdentity identity = new TlsIdentity(chain, key);
    String fault = identity.fault(now);
    if (fault != null) {
      throw new TlsException(files.certificate() + ": " + fault);
    }
    return identity;
  }

  /** Why clients refuse the certificate at a time; null if it is valid then. */
  String fault(Instant now) {
    Instant from = chain.get(0).getNotBefore().toInstant();
    Instant to = chain.get(0).getNotAfter().toInstant();
    if (now.isAfter(to)) {
      return "the certificate expired at " + to + ": right is a new one";
    }
    return now.isBefore(from)
        ? "the certificate is valid from " + from + " on, and it is " + now + " now"
        : null;
  }

  /** Both as a key store, with {@link #PASSWORD}. */
  KeyStore keyStore() throws TlsException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      X509Certificate[] certificates = chain.toArray(X509Certificate[]::new);
      store.setKeyEntry("server", key, PASSWORD.toCharArray(), certificates);
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new TlsException(
          "the certificates do not follow each other ("
              + e.getMessage()
              + "): right is the server's own, then the one that signed it, and so on");
    }
  }

  private static List<X509Certificate> chain(PemFile file) throws TlsException {
    List<X509Certificate> chain = new ArrayList<>();
    for (Block block : file.blocks()) {
      if (block.label().equals("CERTIFICATE")) {
        chain.add(certificate(file, block));
      }
    }
    if (chain.isEmpty()) {
      throw new TlsException(
          file.path()
              + " holds no certificate: right is a PEM file with -----BEGIN CERTIFICATE-----");
    }
    return chain;
  }

  private static X509Certificate certificate(PemFile file, Block block) throws TlsException {
    if (block.der() == null) {
      throw new TlsException(file.path() + " holds a certificate that is no Base64: it is damaged");
    }
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(block.der()));
    } catch (CertificateException e) {
      throw new TlsException(
          file.path() + " holds a certificate that cannot be read: " + e.getMessage());
    }
  }

  private static boolean belong(PrivateKey key, PublicKey publicKey) {
    String algorithm = publicKey.getAlgorithm();
    String name =
        switch (algorithm) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> algorithm;
        };
    try {
      byte[] text = {1, 2, 3};
      Signature signature = Signature.getInstance(name);
      signature.initSign(key);
      signature.update(text);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(text);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
