import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs the extension for VS Code as the editor installs it: a zip of its files with a manifest.
 * The same files give the same bytes. Run from the source itself by {@code ./mvnw -Prelease
 * package}, and by hand: {@code java deploy/release/Vsix.java . logtrail.vsix 1.0.0}.
 */
public final class Vsix {
  /** What of the extension's folder the editor needs. Its tests are left out. */
  private static final List<String> PARTS =
      List.of("package.json", "README.md", "extension.js", "editor", "lib", "media");

  private static final String TYPES =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
        <Default Extension=".js" ContentType="application/javascript"/>
        <Default Extension=".json" ContentType="application/json"/>
        <Default Extension=".md" ContentType="text/markdown"/>
        <Default Extension=".svg" ContentType="image/svg+xml"/>
        <Default Extension=".txt" ContentType="text/plain"/>
        <Default Extension=".vsixmanifest" ContentType="text/xml"/>
      </Types>
      """;

  private Vsix() {}

  /** Arguments: the root of the sources, the file to write, the version. */
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]);
    Path extension = root.resolve("deploy/vscode");
    // The editor takes three numbers and nothing behind them.
    String version = arguments[2].replaceFirst("-.*", "");
    if (!version.matches("\\d+\\.\\d+\\.\\d+")) {
      throw new IllegalArgumentException(
          "version is '" + arguments[2] + "': right are three numbers, such as 1.0.0");
    }
    String described =
        Files.readString(extension.resolve("package.json"))
            .replaceFirst("\"version\": \"[^\"]*\"", "\"version\": \"" + version + "\"");

    Map<String, byte[]> files = new TreeMap<>();
    for (String part : PARTS) {
      try (Stream<Path> found = Files.walk(extension.resolve(part))) {
        for (Path file : found.filter(Files::isRegularFile).toList()) {
          String name = extension.relativize(file).toString().replace('\\', '/');
          files.put("extension/" + name, Files.readAllBytes(file));
        }
      }
    }
    files.put("extension/package.json", described.getBytes(StandardCharsets.UTF_8));
    files.put("extension/LICENSE.txt", Files.readAllBytes(root.resolve("LICENSE")));
    files.put("extension.vsixmanifest", manifest(described).getBytes(StandardCharsets.UTF_8));
    files.put("[Content_Types].xml", TYPES.getBytes(StandardCharsets.UTF_8));
    write(Path.of(arguments[1]), files);
    System.out.println("Extension for VS Code: " + arguments[1]);
  }

  private static void write(Path target, Map<String, byte[]> files) throws IOException {
    try (OutputStream out = Files.newOutputStream(target);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setLastModifiedTime(FileTime.fromMillis(315_619_200_000L)); // 1980: a zip's first.
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
  }

  private static String manifest(String described) {
    return """
    <?xml version="1.0" encoding="utf-8"?>
    <PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011" xmlns:d="http://schemas.microsoft.com/developer/vsx-schema-design/2011">
      <Metadata>
        <Identity Language="en-US" Id="%s" Version="%s" Publisher="%s"/>
        <DisplayName>%s</DisplayName>
        <Description xml:space="preserve">%s</Description>
        <Tags>aws,lambda,logs,cloudwatch,serverless</Tags>
        <Categories>Debuggers,Other</Categories>
        <GalleryFlags>Public</GalleryFlags>
        <License>extension/LICENSE.txt</License>
        <Properties>
          <Property Id="Microsoft.VisualStudio.Code.Engine" Value="%s"/>
          <Property Id="Microsoft.VisualStudio.Code.ExtensionDependencies" Value=""/>
          <Property Id="Microsoft.VisualStudio.Code.ExtensionPack" Value=""/>
          <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="workspace"/>
          <Property Id="Microsoft.VisualStudio.Code.LocalizedLanguages" Value=""/>
        </Properties>
      </Metadata>
      <Installation>
        <InstallationTarget Id="Microsoft.VisualStudio.Code"/>
      </Installation>
      <Dependencies/>
      <Assets>
        <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
        <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
        <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true"/>
      </Assets>
    </PackageManifest>
    """
        .formatted(
            field(described, "name"),
            field(described, "version"),
            field(described, "publisher"),
            field(described, "displayName"),
            field(described, "description"),
            field(described, "vscode"));
  }

  /** A field of package.json whose value is a text, fit for XML. */
  private static String field(String described, String name) {
    Matcher found = Pattern.compile("\"" + name + "\": \"([^\"\\\\]*)\"").matcher(described);
    if (!found.find()) {
      throw new IllegalArgumentException("package.json names no " + name);
    }
    return found.group(1).replace("&", "&amp;").replace("<", "&lt;");
  }
}
