/** Lists of trails, and the list of functions. */
package dev.logtrail.store.postgres.list;
