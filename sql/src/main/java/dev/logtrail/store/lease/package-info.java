/**
 * The lease of the job: one job writes a store, however many programs run on its database.
 *
 * <pre>
 *  program A ──tryTake──► held ──► job A ──flush(token 7)──► stored
 *  program B ──tryTake──► no: stands by
 *       A dies, or loses its connection
 *  program B ──tryTake──► held ──► job B ──flush(token 8)──► stored
 *                                  job A ──flush(token 7)──► LeaseLostException, nothing stored
 * </pre>
 */
package dev.logtrail.store.lease;
