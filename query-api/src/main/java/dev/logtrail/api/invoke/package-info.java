/** Invokes functions over HTTP, where {@code --allow-invoke} was given. */
package dev.logtrail.api.invoke;
