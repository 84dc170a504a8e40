/**
 * Answers with executions: the requests of a durable or Step Functions execution together, with the
 * time between them and its status.
 */
package dev.logtrail.api.execution;
