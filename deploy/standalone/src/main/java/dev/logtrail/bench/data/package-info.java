/**
 * The log events that measurements work on: made from a seed, and handed to the job from memory.
 */
package dev.logtrail.bench.data;
