package dev.logtrail.demo.shop;

import static dev.logtrail.demo.lambda.script.LogCall.print;
import static dev.logtrail.demo.shop.ShopData.between;

import dev.logtrail.demo.lambda.runtime.SpacedJson;
import dev.logtrail.demo.lambda.script.FunctionScript;
import dev.logtrail.demo.lambda.script.LogCall;
import dev.logtrail.demo.lambda.script.RequestScript;
import dev.logtrail.demo.lambda.script.ScriptedException;
import dev.logtrail.demo.lambda.script.ScriptedException.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes thumbnails of uploaded pictures. Knows print only: not one line carries a request id. */
final class ImageResize implements FunctionScript {
  private static final List<Integer> WIDTHS = List.of(160, 480, 960, 1600);

  @Override
  public List<LogCall> init(Random random) {
    return List.of(print(0, "libvips 8.15.3, cache 32 MB, 2 threads"));
  }

  @Override
  public ScriptedException initException() {
    return new ScriptedException("ModuleNotFoundError", "No module named 'pyvips'", List.of());
  }

  @Override
  public RequestScript request(Random random) {
    String key = "uploads/" + ShopData.sku(random) + "/" + ShopData.token(random, 8) + ".jpg";
    int width = between(random, 1_800, 6_000);
    int height = width * 2 / 3;
    List<LogCall> lines = new ArrayList<>();
    lines.add(print(1, "ObjectCreated:Put s3://shop-media/" + key));
    lines.add(
        print(
            between(random, 20, 90),
            "downloaded " + width * height / 9_000 + " kB, " + width + "x" + height + ", sRGB"));
    for (int size : WIDTHS) {
      String name = key.replace("uploads/", "thumbs/").replace(".jpg", "-" + size + ".webp");
      lines.add(print(between(random, 30, 180), "resize " + size + " -> " + name));
    }
    lines.add(print(between(random, 5, 20), ""));
    lines.add(
        print(
            1,
            "summary\n  pictures: 1\n  thumbnails: 4\n  city of origin: " + ShopData.city(random)));
    lines.add(print(between(random, 4, 15), "done " + key));
    return new RequestScript(
        lines,
        List.of(
            LogCall.printTrace(12, "could not read EXIF of " + key + ", going on without", exif()),
            print(1, "orientation unknown, taking 1")),
        truncated(key),
        print(35, "loading whole picture, " + width * height * 3L / 1_000_000 + " MB uncompressed"),
        SpacedJson.compact(SpacedJson.map("thumbnails", WIDTHS.size(), "key", key)));
  }

  private static ScriptedException exif() {
    return new ScriptedException(
        "struct.error",
        "unpack requires a buffer of 12 bytes",
        List.of(
            new Frame("/var/task/app.py", 64, "orientation", "tags = exif.read(picture)"),
            new Frame("/var/task/exif.py", 31, "read", "tag, kind, n = unpack('>HHI', raw)")));
  }

  private static ScriptedException truncated(String key) {
    return new ScriptedException(
        "pyvips.error.Error",
        "unable to load from buffer: VipsJpeg: premature end of JPEG image " + key,
        List.of(
            new Frame("/var/task/app.py", 29, "handler", "make_thumbnails(record)"),
            new Frame(
                "/var/task/app.py",
                47,
                "make_thumbnails",
                "picture = pyvips.Image.new_from_buffer(body, '')"),
            new Frame(
                "/opt/python/pyvips/vimage.py",
                520,
                "new_from_buffer",
                "raise Error('unable to load from buffer')")));
  }
}
