/** Numbers and texts as bytes, for the formats that the store keeps in {@code bytea} columns. */
package dev.logtrail.store.postgres.bytes;
