package dev.logtrail.api.loki;

import dev.logtrail.api.http.ProblemException;
import dev.logtrail.logql.Metric.Combined;
import dev.logtrail.logql.stage.LabelStage.Compares;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Puts the series of both sides of an operator together, those with equal labels. */
final class SeriesPairs {
  private static final Set<String> OF_SERIES = Set.of("and", "or", "unless");
  private static final Set<String> COMPARISONS = Set.of("==", "!=", ">", ">=", "<", "<=");

  private final Combined how;
  private final boolean compares;

  SeriesPairs(Combined how) {
    this.how = how;
    this.compares = COMPARISONS.contains(how.op());
  }

  /**
   * The numbers of both.
   *
   * @throws ProblemException 400 if they cannot be put together
   */
  Numbers combine(Numbers left, Numbers right) {
    if (OF_SERIES.contains(how.op())) {
      if (left.scalar() || right.scalar()) {
        throw new ProblemException(
            400,
            "'%s' stands between series, not numbers: write vector(0) instead of 0."
                .formatted(how.op()));
      }
      return new Numbers(false, ofSeries(left.series(), right.series()));
    }
    Map<Map<String, String>, double[]> made = new LinkedHashMap<>();
    if (left.scalar() || right.scalar()) {
      boolean alone = left.scalar() && right.scalar();
      (right.scalar() ? left : right)
          .series()
          .forEach(
              (labels, own) ->
                  made.put(
                      labels,
                      right.scalar()
                          ? points(own, right.alone(), own, alone)
                          : points(left.alone(), own, own, alone)));
      made.values().removeIf(own -> !alone && Arrays.stream(own).allMatch(Double::isNaN));
      return new Numbers(alone, made);
    }
    Map<Map<String, String>, double[]> others = byKey(right.series());
    byKey(left.series())
        .forEach(
            (key, own) -> {
              double[] other = others.get(key);
              if (other != null) {
                made.put(key, points(own, other, own, false));
              }
            });
    made.values().removeIf(own -> Arrays.stream(own).allMatch(Double::isNaN));
    return new Numbers(false, made);
  }

  private Map<Map<String, String>, double[]> byKey(Map<Map<String, String>, double[]> series) {
    Map<Map<String, String>, double[]> byKey = new LinkedHashMap<>();
    series.forEach(
        (labels, own) -> {
          Map<String, String> key = how.on().of(labels);
          if (byKey.put(key, own) != null) {
            throw new ProblemException(
                400,
                "Several series on one side of '%s' have the labels %s: sum them first."
                    .formatted(how.op(), key));
          }
        });
    return byKey;
  }

  /**
   * Each point of two.
   *
   * @param kept the numbers that a comparison keeps where it holds
   * @param numbers whether both are numbers alone, of which a comparison is 0 or 1
   */
  private double[] points(double[] a, double[] b, double[] kept, boolean numbers) {
    double[] made = new double[a.length];
    for (int i = 0; i < made.length; i++) {
      if (Double.isNaN(a[i]) || Double.isNaN(b[i])) {
        made[i] = Double.NaN;
      } else if (compares) {
        boolean holds = Compares.holds(a[i], how.op(), b[i]);
        made[i] = how.bool() || numbers ? (holds ? 1 : 0) : holds ? kept[i] : Double.NaN;
      } else {
        made[i] = number(a[i], b[i]);
      }
    }
    return made;
  }

  private double number(double a, double b) {
    return switch (how.op()) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> a / b;
      case "%" -> a % b;
      default -> Math.pow(a, b);
    };
  }

  private Map<Map<String, String>, double[]> ofSeries(
      Map<Map<String, String>, double[]> left, Map<Map<String, String>, double[]> right) {
    Map<Map<String, String>, double[]> made = new LinkedHashMap<>();
    if (how.op().equals("or")) {
      left.forEach((labels, own) -> made.put(labels, own.clone()));
      Map<Map<String, String>, boolean[]> there = presence(left);
      right.forEach(
          (labels, own) -> {
            double[] more = where(own, there.get(how.on().of(labels)), false);
            made.merge(labels, more, SeriesPairs::filled);
          });
    } else {
      Map<Map<String, String>, boolean[]> there = presence(right);
      boolean both = how.op().equals("and");
      left.forEach(
          (labels, own) -> made.put(labels, where(own, there.get(how.on().of(labels)), both)));
    }
    made.values().removeIf(own -> Arrays.stream(own).allMatch(Double::isNaN));
    return made;
  }

  /** At which points there is a number, by the labels that must be equal. */
  private Map<Map<String, String>, boolean[]> presence(Map<Map<String, String>, double[]> series) {
    Map<Map<String, String>, boolean[]> there = new LinkedHashMap<>();
    series.forEach(
        (labels, own) -> {
          boolean[] points =
              there.computeIfAbsent(how.on().of(labels), k -> new boolean[own.length]);
          for (int i = 0; i < own.length; i++) {
            points[i] |= !Double.isNaN(own[i]);
          }
        });
    return there;
  }

  private static double[] where(double[] own, boolean[] there, boolean wanted) {
    double[] made = own.clone();
    for (int i = 0; i < made.length; i++) {
      if ((there != null && there[i]) != wanted) {
        made[i] = Double.NaN;
      }
    }
    return made;
  }

  private static double[] filled(double[] own, double[] more) {
    for (int i = 0; i < own.length; i++) {
      own[i] = Double.isNaN(own[i]) ? more[i] : own[i];
    }
    return own;
  }
}
