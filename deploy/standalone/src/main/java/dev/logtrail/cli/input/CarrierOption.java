package dev.logtrail.cli.input;

import dev.logtrail.payload.carrier.text.Carrier;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What a text was carried by, and what to do if its requests were not understood. */
public final class CarrierOption {
  @Option(
      names = "--carrier",
      paramLabel = "NAME",
      converter = ByLabel.class,
      description =
          "what the text was copied from: plain, aws-logs-tail, sam-logs, awslogs, serverless-logs,"
              + " time, console, table, csv, aws-text, lambda-console, sam-local, prefixed"
              + " (default: found out by its first lines)")
  private Carrier carrier;

  @Option(
      names = "--strict",
      description = "end with exit code 3 if an input names requests that were not understood")
  private boolean strict;

  /** The carrier that was told; null to find out. */
  public Carrier carrier() {
    return carrier;
  }

  /** The exit code of a command that read all of its inputs: 0, or 3 if a warning forbids it. */
  public int exitCode(boolean warned) {
    return strict && warned ? 3 : 0;
  }

  /** Reads a carrier's label. */
  static final class ByLabel implements ITypeConverter<Carrier> {
    @Override
    public Carrier convert(String label) {
      Carrier carrier = Carrier.labelled(label);
      if (carrier == null) {
        throw new TypeConversionException(
            "no carrier is called '" + label + "'; right is one of " + Carrier.labels());
      }
      return carrier;
    }
  }
}
