/** Tables {@code export_position} and {@code export_sent}: how far other systems have trails. */
package dev.logtrail.store.postgres.export;
