/** How far the sources have read that Logtrail reads by itself, kept beside what they brought. */
package dev.logtrail.store.position;
