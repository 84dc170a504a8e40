/** What finds secrets in a text, one class a kind; each in time linear in the text. */
package dev.logtrail.redact.rule;
