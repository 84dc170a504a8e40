/**
 * What large installations take: a model made from measured costs, and a simulation of a store that
 * is spread over several databases. {@code logtrail bench scale} prints {@code deploy/SCALE.md}.
 */
package dev.logtrail.bench.scale;
