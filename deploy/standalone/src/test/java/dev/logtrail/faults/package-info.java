/**
 * The fault kit: the program under labelled load while faults strike it one after another, and
 * everything checked in the end.
 *
 * <pre>
 * seed ─► order of faults ─► strike, hold, heal, wait for recovery ─► … ─► judge ─► table
 *           Senders ──────────────► program under test ◄────────────── TailFollower
 *                                        ▲ Monitor: memory, health, log
 * </pre>
 *
 * The build runs {@code FaultKitIT} with fixed seeds; {@code -Dfaults.seconds} runs every fault for
 * longer and prints the table.
 */
package dev.logtrail.faults;
