/**
 * What must hold in the end: events, headers, statistics, search, live tail and status, each held
 * to what was acknowledged or to the stored events.
 */
package dev.logtrail.faults.check;
