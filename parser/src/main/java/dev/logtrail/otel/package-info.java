/**
 * Trails in the words of OpenTelemetry and Zipkin: a trail is a span, its entries are log records.
 * Ids follow from the trail, so that what is sent again is the same span and the same record.
 */
package dev.logtrail.otel;
