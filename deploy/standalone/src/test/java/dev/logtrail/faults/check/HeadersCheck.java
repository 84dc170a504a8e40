package dev.logtrail.faults.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Holds what lists say of a request to what it says when it is asked for. Those that were closed
 * between the two readings are left out, as their revision tells.
 */
final class HeadersCheck {
  private HeadersCheck() {}

  static void check(StoredTrails stored, Findings findings) {
    Map<String, Map<?, ?>> details = new HashMap<>();
    stored.details().forEach(trail -> details.put(key(trail), trail));
    for (Map<?, ?> header : stored.listed()) {
      Map<?, ?> detail = details.remove(key(header));
      if (detail == null) {
        findings.add("trail that only a list knows", key(header));
        continue;
      }
      if (changed(header, detail)) {
        continue;
      }
      header.forEach(
          (field, value) -> {
            if (detail.containsKey(field) && !value.equals(detail.get(field))) {
              findings.add(
                  "field that differs between list and detail",
                  "%s from %s: %s is %s in the list, %s in the detail"
                      .formatted(
                          key(header), header.get("sources"), field, value, detail.get(field)));
            }
          });
    }
    details.keySet().forEach(key -> findings.add("trail that no list knows", key));
  }

  private static boolean changed(Map<?, ?> header, Map<?, ?> detail) {
    return !Objects.equals(header.get("revision"), detail.get("revision"));
  }

  private static String key(Map<?, ?> trail) {
    return trail.get("requestId") + " attempt " + trail.get("attempt");
  }
}
