/** From raw events to what people read: entries, headers, and the merge with a log result. */
package dev.logtrail.reading;
