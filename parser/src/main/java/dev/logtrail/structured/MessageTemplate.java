package dev.logtrail.structured;

import dev.logtrail.text.JsonText;
import java.util.List;
import java.util.Map;

/**
 * Fills the placeholders of a message template from a line's fields: {@code Payment {Amount:0.00}
 * failed for {@UserId}}. Formats are not applied, for the line does not say in which culture; a
 * placeholder without its field stays as it is; {@code {{} and {@code }}} are braces.
 */
final class MessageTemplate {
  private MessageTemplate() {}

  /**
   * The filled text.
   *
   * @param renderings texts that the logger itself made of the placeholders that have a format, in
   *     order; any other value means that there are none
   */
  static String render(String template, Map<String, Object> fields, Object renderings) {
    List<?> rendered = renderings instanceof List<?> list ? list : List.of();
    StringBuilder out = new StringBuilder(template.length() + 32);
    int formatted = 0;
    int i = 0;
    while (i < template.length()) {
      char c = template.charAt(i);
      if ((c == '{' || c == '}') && i + 1 < template.length() && template.charAt(i + 1) == c) {
        out.append(c);
        i += 2;
        continue;
      }
      int end = c == '{' ? template.indexOf('}', i) : -1;
      if (end < 0) {
        out.append(c);
        i++;
        continue;
      }
      String hole = template.substring(i + 1, end);
      boolean format = hole.indexOf(':') > 0;
      Object value =
          format && formatted < rendered.size() ? rendered.get(formatted) : value(hole, fields);
      formatted += format ? 1 : 0;
      out.append(value == null ? template.substring(i, end + 1) : text(value));
      i = end + 1;
    }
    return out.toString();
  }

  private static Object value(String hole, Map<String, Object> fields) {
    int end = 0;
    while (end < hole.length() && hole.charAt(end) != ',' && hole.charAt(end) != ':') {
      end++;
    }
    boolean marked = end > 0 && (hole.charAt(0) == '@' || hole.charAt(0) == '$');
    String name = hole.substring(marked ? 1 : 0, end);
    Object value = fields.get(name);
    return value == null && fields.get("Properties") instanceof Map<?, ?> properties
        ? properties.get(name)
        : value;
  }

  private static String text(Object value) {
    return value instanceof Map || value instanceof List ? JsonText.write(value) : value.toString();
  }
}
