/**
 * Events in notations of values other than JSON as machines write it: YAML, what Python and Node
 * print, JSON that a terminal wrapped, lines of strings, PowerShell's lists, the tables of the AWS
 * CLI. Each is written again as the JSON that is read everywhere else. A log whose line breaks were
 * lost is cut into its lines again.
 */
package dev.logtrail.payload.carrier.notation;
