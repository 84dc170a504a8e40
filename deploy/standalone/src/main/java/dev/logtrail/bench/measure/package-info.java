/**
 * The instruments of the measurements: CPU meters, percentiles, and how a row of figures is
 * printed.
 */
package dev.logtrail.bench.measure;
