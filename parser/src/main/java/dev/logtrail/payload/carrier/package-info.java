/**
 * Events as files and tools carry them in JSON: answers of the Logs API, records of the Telemetry
 * API, of containers and of other tools.
 */
package dev.logtrail.payload.carrier;
