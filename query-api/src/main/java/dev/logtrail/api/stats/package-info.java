/**
 * Statistics over requests: counts, durations, memory and estimated costs by group and step, from
 * the counters that the store keeps by the minute.
 */
package dev.logtrail.api.stats;
