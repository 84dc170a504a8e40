/**
 * Durable executions as Lambda runs them: invoked again and again, each replay printing what the
 * handler prints, with the SDK's logger silent until there is new work; every event labelled.
 */
package dev.logtrail.demo.lambda.durable;
