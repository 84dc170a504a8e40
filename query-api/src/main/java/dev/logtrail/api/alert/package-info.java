/**
 * Alerts: rules over requests, what fires by them, and the messages that tell of it.
 *
 * <pre>
 *  AlertRule ─► AlertChecks (rollups, search, functions) ─► breaches ─► Alerts (store): what changed
 *                                                                          │ one transaction
 *               AlertSender ─► POST ◄──────────── messages ◄── AlertBodies ┘
 * </pre>
 *
 * <p>A message is stored with the change that it tells of, and sent until it is taken: once for all
 * functions for which a rule begins to fire at a time, and once when they are over.
 */
package dev.logtrail.api.alert;
