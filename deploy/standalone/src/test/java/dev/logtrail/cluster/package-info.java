/**
 * A whole Logtrail of separate processes on one machine: doors, APIs, a Flink cluster, PostgreSQL;
 * under labelled load, with everything killed in turn.
 */
package dev.logtrail.cluster;
