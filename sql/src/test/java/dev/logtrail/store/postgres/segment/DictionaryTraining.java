package dev.logtrail.store.postgres.segment;

import com.github.luben.zstd.ZstdDictTrainer;
import dev.logtrail.store.logs.SyntheticLogs;
import dev.logtrail.store.postgres.bytes.ByteWriter;
import dev.logtrail.trail.TrailEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the built-in dictionary: zstd's trainer over 20,000 blocks of {@link SyntheticLogs}, one
 * request each, seed 1.
 *
 * <p>Run {@code main} with the file to write. A dictionary that segments were written with must
 * never change: a better one gets the next number.
 */
final class DictionaryTraining {
  private static final int SAMPLES = 20_000;
  private static final int DICTIONARY_BYTES = 32 * 1024;
  private static final int SAMPLE_BYTES = 64 << 20;

  private DictionaryTraining() {}

  static byte[] train(int dictionaryBytes) {
    SyntheticLogs logs = new SyntheticLogs(1);
    ZstdDictTrainer trainer = new ZstdDictTrainer(SAMPLE_BYTES, dictionaryBytes, 3);
    for (int i = 0; i < SAMPLES; i++) {
      List<TrailEvent> request = logs.request(logs.time());
      ByteWriter block = new ByteWriter(4096);
      EventBlock.write(request, block);
      trainer.addSample(block.toByteArray());
    }
    return trainer.trainSamples();
  }

  public static void main(String[] args) throws IOException {
    Files.write(Path.of(args[0]), train(DICTIONARY_BYTES));
  }
}
