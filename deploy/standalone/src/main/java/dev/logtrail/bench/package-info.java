/**
 * The measurements of {@code logtrail bench}, each with its floor measured in the same run.
 *
 * <pre>
 *  Bench ──► ParserBench    payloads in memory ─────────────────────────► trails in memory
 *        ──► PipelineBench  payloads in memory ──► job ─────────────────► PostgreSQL
 *        ──► IngestBench    payloads ──► POST ──► the whole program ────► PostgreSQL
 *        ──► WideBench      a wide fleet ─► POST ─► the whole program ─► PostgreSQL, part by part
 *        ──► LiveBench      one line ──► POST ──► the whole program ────► live tail
 *        ──► QueryBench     question ──► GET  ──► the whole program
 * </pre>
 */
package dev.logtrail.bench;
