package dev.logtrail.structured.convention;

import dev.logtrail.text.JsonText;
import dev.logtrail.text.JsonTree;
import dev.logtrail.text.NearestWord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One object of a conventions file, whose values are asked for by kind. Whatever is not as it
 * should be is reported with its place and with what would be right.
 *
 * @param place where it stands, for people: {@code conventions[2] "shop"}
 * @param values its values
 */
record FileEntry(String place, Map<String, Object> values) {

  ConventionException wrong(String key, String right) {
    return new ConventionException(
        "%s: \"%s\" is %s; right would be %s"
            .formatted(place, key, JsonText.write(values.get(key)), right));
  }

  /** Only these keys may be there: a misspelled one would silently do nothing. */
  void checkKeys(List<String> known) {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        throw new ConventionException(
            "%s: \"%s\" is not known; the nearest known key is \"%s\" (all: %s)"
                .formatted(place, key, NearestWord.of(key, known), String.join(", ", known)));
      }
    }
  }

  String requiredText(String key) {
    if (values.get(key) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw wrong(key, "a text that is not empty");
  }

  /** A list of texts; empty if it is not there. */
  List<String> texts(String key) {
    Object value = values.get(key);
    List<String> texts = new ArrayList<>();
    for (Object text :
        value == null ? List.of() : value instanceof List<?> list ? list : List.of(0)) {
      if (!(text instanceof String name) || name.isBlank()) {
        throw wrong(key, "a list of names, such as [\"" + key + "\"]");
      }
      texts.add(name);
    }
    return texts;
  }

  List<FieldPath> paths(String key) {
    return texts(key).stream().map(FieldPath::of).toList();
  }

  boolean flag(String key) {
    Object value = values.get(key);
    if (value != null && !(value instanceof Boolean)) {
      throw wrong(key, "true or false");
    }
    return Boolean.TRUE.equals(value);
  }

  Optional<FileEntry> object(String key) {
    Object value = values.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Map<?, ?> object) {
      return Optional.of(new FileEntry(place + ": " + key, JsonTree.fields(object)));
    }
    throw wrong(key, "an object: {…}");
  }

  /** Its values, each of which must be an object. */
  Map<String, FileEntry> objects() {
    Map<String, FileEntry> objects = new LinkedHashMap<>();
    values.keySet().forEach(key -> objects.put(key, object(key).orElseThrow()));
    return objects;
  }

  /** A list of objects, which must be there; each is placed by its number and name. */
  List<FileEntry> list(String key) {
    if (!(values.get(key) instanceof List<?> list)) {
      throw wrong(key, "a list of objects: [{…}]");
    }
    List<FileEntry> entries = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (!(list.get(i) instanceof Map<?, ?> object)) {
        throw wrong(key, "a list of objects only; number " + i + " is none");
      }
      Object name = object.get("name");
      String number = place + ", " + key + "[" + i + "]";
      entries.add(
          new FileEntry(
              name == null ? number : number + " \"" + name + "\"", JsonTree.fields(object)));
    }
    return entries;
  }

  /** This entry, with what it leaves open taken from the entry that its {@code like} names. */
  FileEntry like(Map<String, Map<String, Object>> entries) {
    if (values.get("like") == null) {
      return this;
    }
    Map<String, Object> model = entries.get(requiredText("like"));
    if (model == null) {
      throw wrong(
          "like",
          "the name of an entry above or in the table: " + String.join(", ", entries.keySet()));
    }
    Map<String, Object> whole = new LinkedHashMap<>(model);
    whole.remove("when");
    whole.putAll(values);
    return new FileEntry(place, whole);
  }
}
