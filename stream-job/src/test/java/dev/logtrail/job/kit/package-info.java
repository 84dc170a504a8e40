/**
 * What tests of the job share: made-up streams, ways of delivering them, and what a store holds
 * afterwards.
 *
 * <pre>
 *  EventfulStream ──events──► Deliveries ──batches──► the code under test ──► FakeTrailStore
 *   Lines, Words               cut, mixed, repeated                              │
 *                                                                         StoredContents
 * </pre>
 */
package dev.logtrail.job.kit;
