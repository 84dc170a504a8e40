/**
 * What the trails of a function tell together: what each log statement writes, what ran on after
 * responses, and which request changed its environment.
 */
package dev.logtrail.insight;
