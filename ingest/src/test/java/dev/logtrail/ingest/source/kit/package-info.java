/**
 * What tests of sources share: a job that collects what a source hands on, positions in memory, and
 * the contract that every source keeps.
 */
package dev.logtrail.ingest.source.kit;
