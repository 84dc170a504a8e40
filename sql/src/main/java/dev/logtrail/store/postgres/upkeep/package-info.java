/**
 * What is done in the background: idle trails are closed, and what was kept long enough deleted.
 */
package dev.logtrail.store.postgres.upkeep;
