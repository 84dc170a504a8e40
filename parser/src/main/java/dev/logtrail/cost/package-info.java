/**
 * What requests cost, as far as their reports tell: prices in the terms of AWS's offer, and sums
 * made from GB-milliseconds.
 */
package dev.logtrail.cost;
