/**
 * The program under test with its PostgreSQL: real processes that can be killed, paused, filled up
 * and watched from outside, and the interface of what is done to them.
 */
package dev.logtrail.faults.target;
