/**
 * The store's background tasks as their caller sees them: one turn of a task, and how long things
 * are kept. {@link dev.logtrail.store.postgres.Database} hands the tasks out.
 */
package dev.logtrail.store.upkeep;
