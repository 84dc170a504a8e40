package dev.logtrail.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** openapi.json, and what it says of answers. */
final class OpenApiDocument {
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private final JsonNode root;

  OpenApiDocument() throws IOException {
    try (InputStream in = OpenApiDocument.class.getResourceAsStream("/web/openapi.json")) {
      root = new ObjectMapper().readTree(in);
    }
  }

  JsonNode root() {
    return root;
  }

  /** Method and path of every operation. */
  Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    root.get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(m -> operations.add(m.toUpperCase() + " " + path.getKey())));
    return operations;
  }

  /** The query parameters of a GET route, by name. */
  Set<String> queryParameters(String path) {
    return queryParameters("get", path);
  }

  /** The query parameters of a route, by name. */
  Set<String> queryParameters(String method, String path) {
    Set<String> names = new TreeSet<>();
    for (JsonNode p : root.get("paths").get(path).at("/" + method + "/parameters")) {
      JsonNode parameter = resolved(p);
      if (parameter.get("in").asText().equals("query")) {
        names.add(parameter.get("name").asText());
      }
    }
    return names;
  }

  /** Asserts that an answer is one that the document tells of. */
  void check(String method, String path, int status, String type, JsonNode body) {
    JsonNode operation = root.get("paths").get(path).get(method);
    JsonNode response = resolved(operation.at("/responses/" + status));
    assertThat(response.isMissingNode()).as(path + " answers " + status).isFalse();
    JsonNode content = response.get("content").get(type);
    assertThat(content).as(path + " answers " + type).isNotNull();
    assertThat(faults(content.get("schema"), body)).as(path + " " + body).isEmpty();
  }

  /** What is wrong with a value by a schema of the document. */
  List<String> faults(JsonNode schema, JsonNode value) {
    ObjectNode whole = new ObjectMapper().createObjectNode();
    whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    whole.set("components", root.get("components"));
    whole.putArray("allOf").add(schema);
    List<String> faults = new ArrayList<>();
    SCHEMAS.getSchema(whole).validate(value).forEach(m -> faults.add(m.toString()));
    return faults;
  }

  /** What a reference points at; else the node itself. */
  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? root.at(node.get("$ref").asText().substring(1)) : node;
  }
}
