package dev.logtrail.structured.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.structured.StructuredLine;
import dev.logtrail.structured.StructuredReader;
import dev.logtrail.trail.Level;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConventionFileTest {
  private static final String SHOP =
      """
      {
        "conventions": [
          {
            "name": "shop",
            "when": [{"shopVersion": "any", "lvl": "number"}, {"shop.v": "first"}],
            "level": ["lvl"], "levels": {"1": "ERROR", "3": "INFO", "loud": "FATAL"},
            "message": ["text"], "timestamp": ["at"], "logger": ["where.module"],
            "exception": {"type": ["trouble.kind"], "message": ["trouble.text"], "stack": ["trouble.trace"]},
            "requestId": ["ctx.id"]
          },
          {"name": "shop-pino", "like": "pino", "when": [{"shopPino": "any"}], "message": ["text"]}
        ],
        "correlation": {"correlationId": ["order_chain"]},
        "contexts": ["ctx"]
      }
      """;

  @Test
  void aUsersNamesCount() throws IOException {
    StructuredLine line =
        read(
            "{\"shopVersion\":2,\"lvl\":1,\"text\":\"no\",\"at\":1772360130123,\"where\":{\"module\":\"pay\",\"x\":1},"
                + "\"trouble\":{\"kind\":\"NoCard\",\"text\":\"no card\",\"trace\":[\"pay:3\",\"main:1\"],\"code\":7},"
                + "\"ctx\":{\"id\":\"r-1\",\"orderChain\":\"c-9\"}}");
    assertThat(line.convention()).isEqualTo("shop");
    assertThat(line.level()).isEqualTo(Level.ERROR);
    assertThat(line.message()).isEqualTo("no");
    assertThat(line.logger()).isEqualTo("pay");
    assertThat(line.timestamp()).isEqualTo(1_772_360_130_123L);
    assertThat(line.exception().type()).isEqualTo("NoCard");
    assertThat(line.exception().frames()).containsExactly("pay:3", "main:1");
    assertThat(line.requestId()).isEqualTo("r-1");
    assertThat(line.correlation()).isEqualTo(Map.of("correlationId", "c-9"));
    assertThat(line.fields().keySet())
        .containsExactly("shopVersion", "at", "where", "trouble", "ctx");
    assertThat(line.fields()).containsEntry("trouble", Map.of("code", 7));
  }

  @Test
  void itsOwnLevelsAndTheNextBelow() throws IOException {
    assertThat(read("{\"shopVersion\":2,\"lvl\":2}").level()).isEqualTo(Level.ERROR);
    assertThat(read("{\"shop.v\":2,\"lvl\":\"loud\"}").level()).isEqualTo(Level.FATAL);
    assertThat(read("{\"shop\":{\"v\":2},\"lvl\":\"warn\"}").level()).isEqualTo(Level.WARN);
  }

  @Test
  void likeTakesWhatIsNotSaid() throws IOException {
    StructuredLine line =
        read("{\"shopPino\":1,\"level\":40,\"time\":1772360130123,\"text\":\"x\",\"msg\":\"y\"}");
    assertThat(line.convention()).isEqualTo("shop-pino");
    assertThat(line.level()).isEqualTo(Level.WARN);
    assertThat(line.message()).isEqualTo("x");
    assertThat(line.timestamp()).isEqualTo(1_772_360_130_123L);
  }

  @Test
  void theTableStillCounts() throws IOException {
    assertThat(read("{\"level\":40,\"time\":1,\"msg\":\"y\"}").convention()).isEqualTo("pino");
    assertThat(conventions(SHOP).names()).startsWith("shop", "shop-pino").endsWith("generic");
  }

  @Test
  void isSerializedAsItsFile() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(conventions(SHOP));
      out.writeObject(Conventions.builtIn());
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(((Conventions) in.readObject()).names()).startsWith("shop");
      assertThat(in.readObject()).isSameAs(Conventions.builtIn());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x | is not JSON",
        "[] | is not one JSON object; right would be {\"conventions\":[{\"name\":…}]}",
        "{} | the conventions file: \"conventions\" is null; right would be a list of objects: [{…}]",
        "{\"convention\":[]} | \"convention\" is not known; the nearest known key is \"conventions\"",
        "{\"conventions\":[{}]} | conventions[0]: \"name\" is null; right would be a text that is not empty",
        "{\"conventions\":[{\"name\":\"a\",\"mesage\":[\"m\"]}]} | conventions[0] \"a\": \"mesage\" is not known; the nearest known key is \"message\"",
        "{\"conventions\":[{\"name\":\"a\"}]} | \"a\": \"when\" is null; right would be a list of objects",
        "{\"conventions\":[{\"name\":\"a\",\"when\":[]}]} | right would be at least one alternative",
        "{\"conventions\":[{\"name\":\"a\",\"when\":[{\"m\":\"text\"}]}]} | when[0]: \"m\" is \"text\"; right would be one of any, string, number",
        "{\"conventions\":[{\"name\":\"a\",\"when\":[{\"m\":\"absent\"}]}]} | right would be at least one key that must be there",
        "{\"conventions\":[{\"name\":\"a\",\"when\":[{\"m[].x\":\"any\"}]}]} | looks into an array; right would be a key of the line",
        "{\"conventions\":[{\"name\":\"a\",\"when\":[{\"m\":\"any\"}],\"message\":\"m\"}]} | \"message\" is \"m\"; right would be a list of names, such as [\"message\"]",
        "{\"conventions\":[{\"name\":\"a\",\"when\":[{\"m\":\"any\"}],\"levels\":\"pinot\"}]} | the name of a scale: pino, python",
        "{\"conventions\":[{\"name\":\"a\",\"when\":[{\"m\":\"any\"}],\"levels\":{\"1\":\"WARNING\"}}]} | \"1\" is \"WARNING\"; right would be one of [TRACE, DEBUG, INFO, WARN, ERROR, FATAL]",
        "{\"conventions\":[{\"name\":\"a\",\"when\":[{\"m\":\"any\"}],\"exception\":{\"typ\":[]}}]} | exception: \"typ\" is not known; the nearest known key is \"type\"",
        "{\"conventions\":[{\"name\":\"a\",\"like\":\"pinto\",\"when\":[{\"m\":\"any\"}]}]} | \"like\" is \"pinto\"; right would be the name of an entry above or in the table",
        "{\"conventions\":[{\"name\":\"generic\",\"when\":[{\"m\":\"any\"}]}]} | right would be another name",
        "{\"conventions\":[],\"correlation\":{\"tenant\":[\"x\"]}} | \"tenant\" is not known; the nearest known key is \"tenantId\"",
        "{\"conventions\":[{\"name\":\"a\",\"when\":[{\"m\":\"any\"}],\"wrapper\":1}]} | \"wrapper\" is 1; right would be true or false"
      })
  void saysWhatIsWrongAndWhatWouldBeRight(String file, String error) {
    assertThatThrownBy(() -> conventions(file))
        .isInstanceOf(ConventionException.class)
        .hasMessageContaining("the conventions file")
        .hasMessageContaining(error);
  }

  private static StructuredLine read(String line) throws IOException {
    return new StructuredReader(conventions(SHOP), text -> null).read(line);
  }

  private static Conventions conventions(String file) throws IOException {
    return Conventions.with(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
  }
}
