/** The Flink job that turns delivered payloads into stored trails. */
package dev.logtrail.job;
