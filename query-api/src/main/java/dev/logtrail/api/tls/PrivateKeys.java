package dev.logtrail.api.tls;

import dev.logtrail.api.tls.PemFile.Block;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/**
 * Private keys in the forms that PEM files have: PKCS #8, and PKCS #1 and SEC 1 ({@code RSA PRIVATE
 * KEY}, {@code EC PRIVATE KEY}), which leave out the algorithm. That is taken from the certificate.
 */
final class PrivateKeys {
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

  private PrivateKeys() {}

  /** The key of a file that belongs to a certificate's public one. */
  static PrivateKey read(PemFile file, PublicKey publicKey) throws TlsException {
    for (Block block : file.blocks()) {
      if (block.label().endsWith("PRIVATE KEY")) {
        return key(file, block, publicKey);
      }
    }
    throw new TlsException(
        file.path()
            + " holds no private key: right is a PEM file with -----BEGIN PRIVATE KEY-----");
  }

  private static PrivateKey key(PemFile file, Block block, PublicKey publicKey)
      throws TlsException {
    if (block.der() == null || block.label().startsWith("ENCRYPTED")) {
      throw new TlsException(
          file.path()
              + " holds a key with a password, or one that is damaged: right is one without, as"
              + " openssl pkey -in with-password.pem -out key.pem writes it");
    }
    byte[] der =
        block.label().equals("PRIVATE KEY") ? block.der() : wrapped(block.der(), publicKey);
    try {
      String algorithm = publicKey.getAlgorithm();
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException e) {
      throw new TlsException(
          "%s holds no %s key, which the certificate is made for (%s): right is the key that the certificate was made with"
              .formatted(file.path(), publicKey.getAlgorithm(), e.getMessage()));
    }
  }

  /** PKCS #8 (RFC 5208) around a key: version, algorithm, the key's own form. */
  private static byte[] wrapped(byte[] key, PublicKey publicKey) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(VERSION_0);
    content.writeBytes(algorithm(publicKey.getEncoded()));
    content.writeBytes(element(OCTETS, key));
    return element(SEQUENCE, content.toByteArray());
  }

  /** The first element of a SubjectPublicKeyInfo (RFC 5280): algorithm and, for EC, the curve. */
  private static byte[] algorithm(byte[] publicKeyInfo) {
    ByteBuffer in = ByteBuffer.wrap(publicKeyInfo);
    header(in);
    int from = in.position();
    int length = header(in);
    return Arrays.copyOfRange(publicKeyInfo, from, in.position() + length);
  }

  /** Reads tag and length and returns the length. */
  private static int header(ByteBuffer in) {
    in.get();
    int first = in.get() & 0xff;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x7f); i++) {
      length = length << 8 | in.get() & 0xff;
    }
    return length;
  }

  private static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else {
      // DER wants no more bytes of a length than it has.
      int bytes = Integer.BYTES - Integer.numberOfLeadingZeros(content.length) / Byte.SIZE;
      out.write(0x80 | bytes);
      for (int i = bytes - 1; i >= 0; i--) {
        out.write(content.length >>> i * Byte.SIZE);
      }
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
