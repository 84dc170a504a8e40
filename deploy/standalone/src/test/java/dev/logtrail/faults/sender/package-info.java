/** Faults of senders and readers: slow, dripping, deaf, huge, hostile and many. */
package dev.logtrail.faults.sender;
