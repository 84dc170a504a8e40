package dev.logtrail.vscode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The extension for VS Code: Node runs its own tests; what it is packed into is looked at here. */
@Timeout(120)
class VscodeExtensionTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void itsOwnTestsPass() throws Exception {
    Node.installedOrSkip();
    List<String> command = new ArrayList<>(List.of("node", "--test"));
    try (Stream<Path> tests = Files.list(Node.EXTENSION.resolve("test"))) {
      tests.map(Path::toString).filter(f -> f.endsWith(".test.js")).sorted().forEach(command::add);
    }
    assertThat(command).hasSizeGreaterThan(2);
    String said = Node.run(command);
    Matcher passed = Pattern.compile("(?m)^# pass (\\d+)$").matcher(said);
    assertThat(passed.find()).as(said).isTrue();
    assertThat(Integer.parseInt(passed.group(1))).as("tests that ran").isGreaterThan(30);
  }

  @Test
  void whatTheEditorShowsIsDescribed() throws IOException {
    JsonNode described = JSON.readTree(Files.readString(Node.EXTENSION.resolve("package.json")));
    TreeSet<String> settings = new TreeSet<>();
    described
        .at("/contributes/configuration/properties")
        .fieldNames()
        .forEachRemaining(name -> settings.add(name.replaceFirst("logtrail\\.", "")));
    TreeSet<String> read = new TreeSet<>();
    Matcher asked =
        Pattern.compile("getConfiguration\\('logtrail'\\)\\.get\\('(\\w+)'").matcher(sources());
    while (asked.find()) {
      read.add(asked.group(1));
    }
    assertThat(read).as("settings that the code reads").isEqualTo(settings);
    String readme = Files.readString(Node.EXTENSION.resolve("README.md"));
    for (JsonNode command : described.at("/contributes/commands")) {
      assertThat(readme).as("README.md").contains("**" + command.get("title").asText() + "**");
    }
    assertThat(settings).allSatisfy(s -> assertThat(readme).contains("`logtrail." + s + "`"));
  }

  @Test
  void isPackedAsTheEditorInstallsIt() throws Exception {
    Map<String, String> files = unpacked(packed("first.vsix", "1.2.3-SNAPSHOT"));

    assertThat(files)
        .containsKeys("[Content_Types].xml", "extension.vsixmanifest", "extension/LICENSE.txt");
    assertThat(files.keySet()).noneMatch(name -> name.contains("test"));
    JsonNode described = JSON.readTree(files.get("extension/package.json"));
    assertThat(described.get("version").asText()).isEqualTo("1.2.3");
    List<String> needed = new ArrayList<>();
    described.findValues("icon").stream()
        .map(JsonNode::asText)
        .filter(icon -> !icon.startsWith("$"))
        .forEach(needed::add);
    needed.add(described.get("main").asText().replaceFirst("^\\./", ""));
    assertThat(needed).allSatisfy(f -> assertThat(files).containsKey("extension/" + f));
    everyRequiredModuleIsThere(files);

    Document manifest = xml(files.get("extension.vsixmanifest"));
    assertThat(attribute(manifest, "Identity", "Version")).containsExactly("1.2.3");
    assertThat(attribute(manifest, "Identity", "Id"))
        .containsExactly(described.get("name").asText());
    assertThat(attribute(manifest, "Identity", "Publisher"))
        .containsExactly(described.get("publisher").asText());
    assertThat(attribute(manifest, "Property", "Value"))
        .contains(described.at("/engines/vscode").asText());
    assertThat(files).containsKeys(attribute(manifest, "Asset", "Path").toArray(String[]::new));
    assertThat(attribute(xml(files.get("[Content_Types].xml")), "Default", "Extension"))
        .containsAll(
            files.keySet().stream()
                .filter(name -> !name.startsWith("["))
                .map(name -> name.substring(name.lastIndexOf('.')))
                .toList());
  }

  @Test
  void theSameSourcesGiveTheSameFile() throws Exception {
    assertThat(packed("second.vsix", "1.0.0"))
        .hasSameBinaryContentAs(packed("third.vsix", "1.0.0"));
  }

  private static void everyRequiredModuleIsThere(Map<String, String> files) {
    Pattern require = Pattern.compile("require\\('(\\.[^']+)'\\)");
    files.forEach(
        (name, text) -> {
          Matcher found = require.matcher(name.endsWith(".js") ? text : "");
          while (found.find()) {
            Path module = Path.of(name).resolveSibling(found.group(1)).normalize();
            assertThat(files).as(name).containsKey(module.toString().replace('\\', '/') + ".js");
          }
        });
  }

  private Path packed(String name, String version) throws Exception {
    Path file = folder.resolve(name);
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path packer = Node.ROOT.resolve("deploy/release/Vsix.java");
    Node.run(
        List.of(
            java.toString(),
            "-XX:TieredStopAtLevel=1",
            packer.toString(),
            Node.ROOT.toString(),
            file.toString(),
            version));
    return file;
  }

  private static Map<String, String> unpacked(Path file) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  private static Document xml(String text) throws Exception {
    try (InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))) {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
    }
  }

  private static List<String> attribute(Document document, String element, String name) {
    List<String> values = new ArrayList<>();
    NodeList found = document.getElementsByTagName(element);
    for (int i = 0; i < found.getLength(); i++) {
      values.add(found.item(i).getAttributes().getNamedItem(name).getNodeValue());
    }
    return values;
  }

  private static String sources() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(Node.EXTENSION.resolve("editor"))) {
      for (Path file : files.sorted().toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }
}
