/** The logtrail command and the all-in-one program. */
package dev.logtrail.cli;
