/**
 * Conventions: the names under which a logger's JSON holds level, message, time, exception and ids.
 *
 * <pre>
 *   conventions.json, a user's file ──ConventionFile──► FileEntry ──ConventionEntry──► Convention…
 *                                                                                          │
 *   a line's keys ──Recognition──► the Convention that wrote it ◄────── Conventions ◄──────┘
 * </pre>
 */
package dev.logtrail.structured.convention;
