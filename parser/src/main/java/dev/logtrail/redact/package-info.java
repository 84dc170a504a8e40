/**
 * Redaction: masks secrets in what functions log, before anything is stored.
 *
 * <pre>
 *  event, log result, bytes ──► Redaction ──► JsonLiterals (strings and numbers of a JSON text)
 *                                   │                │
 *                                   └── rule.* ◄─────┘  each finds the secrets of one kind
 * </pre>
 *
 * A mask is {@code [masked:kind]}. Masking twice is masking once; ids and the platform's lines stay
 * as they are, so that attribution does not change.
 */
package dev.logtrail.redact;
