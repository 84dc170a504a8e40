/**
 * Which events are one record that was printed line by line: a stack trace, a panic, a value over
 * several lines, a record cut because it was too long. A class for each family of runtimes, asked
 * in turn by {@link dev.logtrail.reading.join.RecordJoiner}.
 */
package dev.logtrail.reading.join;
