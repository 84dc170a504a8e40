/**
 * What the Lambda platform writes itself: START, END, REPORT and the like, in text and JSON, and
 * its ids.
 */
package dev.logtrail.demo.lambda.platform;
