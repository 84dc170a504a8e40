/**
 * How Logtrail reaches AWS: whose credentials, which region and endpoint; and what AWS's refusals
 * mean in words, with the permission that would have been needed.
 */
package dev.logtrail.ingest.aws;
