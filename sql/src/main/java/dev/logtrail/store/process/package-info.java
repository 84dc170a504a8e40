/**
 * The processes that work on one store: each writes every few seconds what it does, and reads what
 * the others do. So every API can tell of all.
 *
 * <pre>
 *  ingest ──write──► process ◄──write── job, a Flink TaskManager
 *                       │
 *                       └──living──► api: status, readiness
 * </pre>
 */
package dev.logtrail.store.process;
