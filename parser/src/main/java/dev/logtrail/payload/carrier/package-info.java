/**
 * Events as files and tools carry them: the JSON of the Logs API and of the Telemetry API, lines of
 * text with or without what {@code aws logs tail} and {@code sam logs} put before them.
 */
package dev.logtrail.payload.carrier;
