package dev.logtrail.cli;

import dev.logtrail.api.access.TokenKind;
import dev.logtrail.api.access.TokenSecret;
import dev.logtrail.service.access.NewToken;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code logtrail token}: makes tokens for the file that {@code up --tokens} reads. */
@Command(
    name = "token",
    description = "Makes tokens. The server keeps their hashes only.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtrail token new --name team-a --read --account 111111111111 --append tokens.yaml",
      "  logtrail token new --name shop-logs --ingest --log-group '/aws/lambda/shop-*' --expires"
          + " 2027-06-30",
      "  logtrail up --tokens tokens.yaml"
    })
final class TokenCommand implements Runnable {
  /** Its options are no settings: a variable must not limit or name a token. */
  static final String NAME = "logtrail token";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say which: token new --name NAME");
  }

  @Command(
      name = "new",
      description = "Prints a new token, once, and its entry for the tokens file.",
      mixinStandardHelpOptions = true,
      sortOptions = false)
  void make(
      @Option(
              names = "--name",
              paramLabel = "NAME",
              required = true,
              description = "stands in logs and metrics; who holds it, such as team-a")
          String name,
      @Option(names = "--read", description = "to read: API, live tail, page (the default)")
          boolean read,
      @Option(names = "--ingest", description = "to send logs") boolean ingest,
      @Option(
              names = "--invoke",
              description = "to invoke functions, where --allow-invoke is given")
          boolean invoke,
      @Option(
              names = "--account",
              split = ",",
              paramLabel = "PATTERN",
              description = "limits it to these accounts, such as 111111111111 (default: all)")
          List<String> accounts,
      @Option(
              names = "--log-group",
              split = ",",
              paramLabel = "PATTERN",
              description =
                  "limits it to these log groups, such as '/aws/lambda/shop-*' (default: all)")
          List<String> logGroups,
      @Option(
              names = "--tenant",
              split = ",",
              paramLabel = "PATTERN",
              description =
                  "limits it to requests of these tenants of tenant-isolated functions; to read"
                      + " only (default: all)")
          List<String> tenants,
      @Option(
              names = "--expires",
              paramLabel = "DATE",
              description = "refused from this day or instant on (default: never)")
          String expires,
      @Option(
              names = "--append",
              paramLabel = "FILE",
              description = "adds the entry to this tokens file instead of printing it")
          Path file) {
    if (Stream.of(read, ingest, invoke).filter(b -> b).count() > 1) {
      throw new ParameterException(
          spec.commandLine(), "a token is --read, --ingest or --invoke: make one for each");
    }
    NewToken token =
        new NewToken(
            TokenSecret.random(),
            name,
            invoke ? TokenKind.INVOKE : ingest ? TokenKind.INGEST : TokenKind.READ,
            accounts == null ? List.of() : accounts,
            logGroups == null ? List.of() : logGroups,
            tenants == null ? List.of() : tenants,
            expires);
    if (file != null) {
      token.appendTo(file);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(token.secret());
    out.println();
    out.println("This is the token, shown once: give it to its holder.");
    if (file == null) {
      out.println("Below 'tokens:' of the tokens file goes its entry:");
      out.println();
      out.print(token.entry());
    } else {
      out.printf("Its entry is in %s; a server that runs takes it within seconds.%n", file);
    }
    out.flush();
  }
}
