/**
 * The running program: starts its parts in order, and stops them in the reverse one.
 *
 * <pre>
 *  HTTP ──► doors ──InboxHandover──► inbox ──► job ──► store ──► API ──► readers
 *                                                      ▲
 *                                   BackgroundTask ────┘ (retention, statistics, search index)
 * </pre>
 *
 * <p>{@code service.settings} reads the settings, {@code service.data} owns the data directory.
 */
package dev.logtrail.service;
