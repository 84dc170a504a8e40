/** Table {@code source_position}: how far the sources have read. */
package dev.logtrail.store.postgres.position;
