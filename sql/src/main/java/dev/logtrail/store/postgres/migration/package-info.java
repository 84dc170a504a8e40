/** Steps of the schema's history that SQL alone cannot do; Flyway runs them in their place. */
package dev.logtrail.store.postgres.migration;
