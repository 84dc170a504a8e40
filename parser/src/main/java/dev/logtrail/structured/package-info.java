/**
 * Lines that are JSON: what each logger calls its level, its message, its exception and its ids.
 *
 * <p>The names stand in a table ({@code conventions.json} beside this package, and a user's file
 * before it), not in code. A line is read in one pass; its keys tell which convention wrote it, and
 * the convention's names tell what is what. Lines that no convention knows keep all they carry as
 * fields.
 */
package dev.logtrail.structured;
