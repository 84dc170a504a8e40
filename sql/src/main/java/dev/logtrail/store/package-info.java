/** The store in PostgreSQL: every SQL statement of Logtrail stands here. */
package dev.logtrail.store;
