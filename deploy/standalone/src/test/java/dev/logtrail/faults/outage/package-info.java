/** Faults of processes, connections, disk, checkpoint and clock: what happens to the program. */
package dev.logtrail.faults.outage;
