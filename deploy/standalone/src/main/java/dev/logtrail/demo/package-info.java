/**
 * The simulated fleet of {@code logtrail up --demo}: a small shop on Lambda whose logs come in
 * through the same doors as real ones.
 *
 * <pre>
 * FleetSimulation ──Outgoing──► FleetPlan ──Post──► DemoFleet ──HTTP──► /ingest/subscription
 *  (requests, environments,     (opening,           (waits, sends,     /ingest/invocations
 *   deliveries; no clock)        back-fill, live)    retries)       /ingest/eventbridge
 *  ExecutionPlan ──────────Post──────┘
 *  (orders as durable executions)
 * </pre>
 */
package dev.logtrail.demo;
