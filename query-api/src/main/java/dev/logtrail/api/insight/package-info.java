/**
 * Answers with what the newest requests of a function tell together, and always of how many of
 * them.
 */
package dev.logtrail.api.insight;
