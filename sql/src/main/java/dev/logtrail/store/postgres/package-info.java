/**
 * The store in PostgreSQL. {@link dev.logtrail.store.postgres.Database} opens the connections,
 * brings the schema up to date and hands out every part; other modules see nothing else of the
 * packages below.
 *
 * <pre>
 *  Flush ──► PostgresTrailWriter, one transaction:
 *              trail      header rows          search   Bloom index
 *              segment    raw events           stats    dirty minutes
 *              logresult  log results          change   change row, NOTIFY
 *              header     headers of both
 *
 *  question ──► PostgresTrailReader:
 *              search ──► candidates ──► list ──► page of headers
 *              trail, segment ──────────────────► trails with their events
 * </pre>
 */
package dev.logtrail.store.postgres;
