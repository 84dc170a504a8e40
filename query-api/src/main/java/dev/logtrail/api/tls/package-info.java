/**
 * TLS: certificate and key as PEM files, checked before they are used, and read again when they
 * change.
 *
 * <pre>
 *  PEM files ─► PemFile ─► TlsIdentity (certificate and key that fit) ─► TlsServer ─► connector
 *                                                                          │ looks for new files
 * </pre>
 */
package dev.logtrail.api.tls;
