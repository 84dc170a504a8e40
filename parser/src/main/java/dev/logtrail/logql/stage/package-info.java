/**
 * The stages of a pipeline in LogQL: each lets a line pass or not, and may change its text and
 * labels.
 *
 * <pre>
 *  LogLine ─► LineFilter ─► FieldStage (fields become labels) ─► LabelStage ─► LineStage ─► Unwrap
 * </pre>
 */
package dev.logtrail.logql.stage;
