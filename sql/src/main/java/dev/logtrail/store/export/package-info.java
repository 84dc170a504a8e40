/** How far trails have been handed to other systems, kept beside them. */
package dev.logtrail.store.export;
