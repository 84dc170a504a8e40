/** Table {@code change}: what each flush touched, and the notification that wakes live readers. */
package dev.logtrail.store.postgres.change;
