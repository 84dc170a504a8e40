/** Tables {@code alert} and {@code alert_message}. */
package dev.logtrail.store.postgres.alert;
