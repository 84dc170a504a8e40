/**
 * What carriers put before an event: times in every form, streams and groups, words and blanks, and
 * a row of them as a prefix that lines begin with.
 */
package dev.logtrail.payload.carrier.prefix;
