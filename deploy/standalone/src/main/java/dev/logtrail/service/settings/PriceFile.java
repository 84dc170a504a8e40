package dev.logtrail.service.settings;

import dev.logtrail.cost.AwsPriceList;
import dev.logtrail.cost.PriceTable;
import dev.logtrail.cost.PriceTableJson;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Price tables in files: Logtrail's own form, or AWS's price list. */
public final class PriceFile {
  private static final int HEAD_BYTES = 4_096;

  private PriceFile() {}

  /**
   * Reads a table. The prices of AWS's list replace built-in ones.
   *
   * @throws UserError if it is neither
   */
  public static PriceTable read(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return isAwsList(in)
          ? PriceTable.builtIn().with(AwsPriceList.read(in))
          : PriceTableJson.read(in);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Reads AWS's own list alone.
   *
   * @throws UserError if it is not one
   */
  public static PriceTable readAwsList(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return AwsPriceList.read(in);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Writes a table as a whole or not at all.
   *
   * @throws UserError if that cannot be
   */
  public static void write(PriceTable table, Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path temporary = file.resolveSibling(file.getFileName() + ".new");
      try (OutputStream out = Files.newOutputStream(temporary)) {
        PriceTableJson.write(table, out);
      }
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UserError(file + " cannot be written: " + FileFaults.reason(e), e);
    }
  }

  private static boolean isAwsList(InputStream in) throws IOException {
    in.mark(HEAD_BYTES + 1);
    String head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8);
    in.reset();
    return head.contains("\"offerCode\"");
  }

  private static UserError unreadable(Path file, IOException e) {
    return new UserError(
        "%s is no price list (%s); right would be the JSON of offers/v1.0/aws/AWSLambda/current, of all regions or one"
            .formatted(file, FileFaults.reason(e)),
        e);
  }
}
