/**
 * What a function usually writes, and where one request goes another way.
 *
 * <pre>
 *  message ─► MessageTemplate ("order 4711 paid" is "order * paid")
 *  trails that went well ─► UsualSequence (which template follows which) ─► Divergence of a trail
 * </pre>
 */
package dev.logtrail.usual;
