/**
 * What the process may hold in memory, in bytes.
 *
 * <pre>
 *  a part that needs memory ──take──► ByteBudget ──► goes on
 *                                        │ full
 *                                        └────────► waits, or is refused (and counted)
 * </pre>
 *
 * <p>A budget is shared by everybody who does the same kind of work; {@link
 * dev.logtrail.limit.MemoryBudgets} says which there are and how large each is.
 */
package dev.logtrail.limit;
