package dev.logtrail.job.inbox;

import org.apache.flink.api.connector.source.SourceEvent;

/**
 * A reader tells the enumerator that it reads a writer no more: for some time nothing came of it,
 * and nothing of it waits.
 *
 * @param writer the writer's number
 */
record WriterDrained(int writer) implements SourceEvent {}
