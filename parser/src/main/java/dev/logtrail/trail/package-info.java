/** The words of Logtrail as values: log streams, events, trails, entries, reports. */
package dev.logtrail.trail;
