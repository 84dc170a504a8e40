/**
 * What stands around a log in a text that somebody posted, and is none of it: fences and sentences,
 * tags of HTML, numbers of lines, prompts, colours of a terminal.
 */
package dev.logtrail.payload.carrier.around;
