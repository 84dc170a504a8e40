package dev.logtrail.api.loki;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logtrail.api.http.Answers;
import dev.logtrail.api.loki.LineSink.Line;
import dev.logtrail.api.status.Completeness;
import dev.logtrail.text.JsonText;
import io.javalin.http.Context;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The JSON of Loki's answers. */
final class LokiJson {
  private LokiJson() {}

  /** Writes a part of an answer. */
  interface Body {
    void write(JsonGenerator out) throws IOException;
  }

  /** An answer with a field {@code data}, and a warning where something is missing. */
  static void success(Context ctx, Body data) throws IOException {
    Completeness told = Completeness.of(ctx);
    Answers.json(
        ctx,
        out -> {
          out.writeStartObject();
          out.writeStringField("status", "success");
          out.writeFieldName("data");
          data.write(out);
          if (told.isMissing()) {
            out.writeArrayFieldStart("warnings");
            out.writeString(told.sentence());
            out.writeEndArray();
          }
          out.writeEndObject();
        });
  }

  static void labels(JsonGenerator out, Map<String, String> labels) throws IOException {
    out.writeStartObject();
    for (Map.Entry<String, String> label : labels.entrySet()) {
      if (label.getValue() != null) {
        out.writeStringField(label.getKey(), label.getValue());
      }
    }
    out.writeEndObject();
  }

  /**
   * Lines by stream, in their order.
   *
   * @param apart whether the client takes what tells lines apart beside each line; else it is part
   *     of the stream's labels
   */
  static void streams(JsonGenerator out, List<Line> lines, boolean apart, long read)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("resultType", "streams");
    if (apart) {
      out.writeArrayFieldStart("encodingFlags");
      out.writeString("categorize-labels");
      out.writeEndArray();
    }
    out.writeFieldName("result");
    byStream(out, lines, apart);
    stats(out, read);
    out.writeEndObject();
  }

  private static void byStream(JsonGenerator out, List<Line> lines, boolean apart)
      throws IOException {
    Map<Map<String, String>, List<Line>> streams = new LinkedHashMap<>();
    for (Line line : lines) {
      Map<String, String> labels = new TreeMap<>(apart ? line.stream() : line.parsed());
      streams.computeIfAbsent(labels, l -> new ArrayList<>()).add(line);
    }
    out.writeStartArray();
    for (Map.Entry<Map<String, String>, List<Line>> stream : streams.entrySet()) {
      out.writeStartObject();
      out.writeFieldName("stream");
      labels(out, stream.getKey());
      out.writeArrayFieldStart("values");
      for (Line line : stream.getValue()) {
        value(out, line, apart);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /**
   * A frame of those who follow.
   *
   * @param droppedAt epoch ms when lines had to be left out; null if none had
   */
  static String frame(List<Line> lines, boolean apart, Long droppedAt) {
    return JsonText.object(
        out -> {
          out.writeFieldName("streams");
          byStream(out, lines, apart);
          if (apart) {
            out.writeArrayFieldStart("encodingFlags");
            out.writeString("categorize-labels");
            out.writeEndArray();
          }
          if (droppedAt != null) {
            out.writeArrayFieldStart("dropped_entries");
            out.writeStartObject();
            out.writeFieldName("labels");
            labels(out, Map.of());
            out.writeStringField("timestamp", droppedAt + "000000");
            out.writeEndObject();
            out.writeEndArray();
          }
        });
  }

  private static void value(JsonGenerator out, Line line, boolean apart) throws IOException {
    out.writeStartArray();
    out.writeString(Long.toString(line.ns()));
    out.writeString(line.text());
    if (apart) {
      Map<String, String> parsed = new TreeMap<>(line.parsed());
      parsed.keySet().removeAll(line.stream().keySet());
      parsed.keySet().removeAll(line.metadata().keySet());
      out.writeStartObject();
      out.writeFieldName("structuredMetadata");
      labels(out, line.metadata());
      if (!parsed.isEmpty()) {
        out.writeFieldName("parsed");
        labels(out, parsed);
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** Series of numbers over time. */
  static void matrix(
      JsonGenerator out, Map<Map<String, String>, Map<Long, Double>> series, long read)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("resultType", "matrix");
    out.writeArrayFieldStart("result");
    for (Map.Entry<Map<String, String>, Map<Long, Double>> one : series.entrySet()) {
      out.writeStartObject();
      out.writeFieldName("metric");
      labels(out, one.getKey());
      out.writeArrayFieldStart("values");
      for (Map.Entry<Long, Double> point : one.getValue().entrySet()) {
        point(out, point.getKey(), point.getValue());
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
    stats(out, read);
    out.writeEndObject();
  }

  /** Numbers at the moments of a grid. */
  static void matrix(JsonGenerator out, Numbers numbers, Grid grid, long read) throws IOException {
    Map<Map<String, String>, Map<Long, Double>> series = new LinkedHashMap<>();
    numbers
        .series()
        .forEach(
            (labels, own) -> {
              Map<Long, Double> points = new LinkedHashMap<>();
              for (int i = 0; i < own.length; i++) {
                if (!Double.isNaN(own[i])) {
                  points.put(grid.moment(i), own[i]);
                }
              }
              series.put(labels, points);
            });
    matrix(out, series, read);
  }

  /** Numbers at the one moment of a grid. */
  static void instant(JsonGenerator out, Numbers numbers, Grid grid, long read) throws IOException {
    if (!numbers.scalar()) {
      Map<Map<String, String>, Double> series = new LinkedHashMap<>();
      numbers.series().forEach((labels, own) -> series.put(labels, own[0]));
      vector(out, series, grid.start(), read);
      return;
    }
    out.writeStartObject();
    out.writeStringField("resultType", "scalar");
    out.writeFieldName("result");
    point(out, grid.start(), numbers.alone()[0]);
    stats(out, read);
    out.writeEndObject();
  }

  /** Numbers at one moment. */
  static void vector(
      JsonGenerator out, Map<Map<String, String>, Double> numbers, long at, long read)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("resultType", "vector");
    out.writeArrayFieldStart("result");
    for (Map.Entry<Map<String, String>, Double> one : numbers.entrySet()) {
      out.writeStartObject();
      out.writeFieldName("metric");
      labels(out, one.getKey());
      out.writeFieldName("value");
      point(out, at, one.getValue());
      out.writeEndObject();
    }
    out.writeEndArray();
    stats(out, read);
    out.writeEndObject();
  }

  private static void point(JsonGenerator out, long atMs, double number) throws IOException {
    out.writeStartArray();
    out.writeNumber(BigDecimal.valueOf(atMs, 3));
    out.writeString(text(number));
    out.writeEndArray();
  }

  private static String text(double number) {
    if (Double.isInfinite(number)) {
      return number > 0 ? "+Inf" : "-Inf";
    }
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private static void stats(JsonGenerator out, long read) throws IOException {
    out.writeObjectFieldStart("stats");
    out.writeObjectFieldStart("summary");
    out.writeNumberField("totalLinesProcessed", read);
    out.writeEndObject();
    out.writeEndObject();
  }
}
