/**
 * {@code logtrail replay}: sends recorded logs to a server.
 *
 * <pre>
 *  input ──► ReplayPosts ──ReplayPost──► ReplayExecutor ──► ReplaySender ──HTTP──► server
 *            (as it is, or in               (some at a        (again after
 *             ReplayPayloads)                time)             Retry-After)
 * </pre>
 */
package dev.logtrail.cli.replay;
