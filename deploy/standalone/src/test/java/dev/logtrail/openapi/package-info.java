/** Clients: generated from openapi.json, and the examples of the documents. */
package dev.logtrail.openapi;
