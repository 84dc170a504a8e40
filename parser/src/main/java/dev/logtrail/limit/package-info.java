/**
 * The limits of the program: what one may ask for, and what all together may hold in memory.
 *
 * <pre>
 *  a part that needs memory ──take──► ByteBudget ──► goes on
 *                                        │ full
 *                                        └────────► waits, or is refused (and counted)
 * </pre>
 *
 * <p>A budget is shared by everybody who does the same kind of work; {@link
 * dev.logtrail.limit.MemoryBudgets} says which there are and how large each is. What a single
 * sender, reader or operator may ask for is in {@link dev.logtrail.limit.DeliveryLimits}, {@link
 * dev.logtrail.limit.EventLimits}, {@link dev.logtrail.limit.ServerLimits} and {@link
 * dev.logtrail.limit.FileLimits}.
 */
package dev.logtrail.limit;
