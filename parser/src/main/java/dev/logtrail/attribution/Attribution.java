package dev.logtrail.attribution;

import java.util.List;
import java.util.Set;

/**
 * The outcome of attributing some events of a stream.
 *
 * @param events the events, in the order of the stream
 * @param assignments whose each is, in the same order
 * @param attempts the requests found by their markers, in the order of their beginnings
 * @param requestIds every id that is a request's
 * @param unresolvedIds weak request ids that no marker named
 * @param format the stream's format as far as it is known now
 * @param managed whether it is a Managed Instance
 */
record Attribution(
    List<ScannedEvent> events,
    List<Assignment> assignments,
    List<Attempt> attempts,
    Set<String> requestIds,
    List<String> unresolvedIds,
    StreamFormat format,
    boolean managed) {}
