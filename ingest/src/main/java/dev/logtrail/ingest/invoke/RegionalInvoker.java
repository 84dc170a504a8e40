package dev.logtrail.ingest.invoke;

import dev.logtrail.ingest.aws.AwsAccess;
import dev.logtrail.ingest.aws.AwsCallException;
import dev.logtrail.ingest.aws.AwsClients;
import dev.logtrail.ingest.aws.AwsFaults;
import dev.logtrail.ingest.aws.AwsIdentity;
import dev.logtrail.ingest.aws.AwsPermission;
import dev.logtrail.text.NamePattern;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;

/** Invokes functions of any region with one client each, made when it is first needed. */
public final class RegionalInvoker implements Invoker, AutoCloseable {
  private static final AwsPermission NEEDED =
      new AwsPermission("lambda:InvokeFunction", "arn:aws:lambda:*:*:function:*");

  private final AwsAccess access;
  private final List<NamePattern> allowed;
  private final Clock clock;
  private final AwsClients credentials;
  private volatile String problem;

  /** By region; guarded by this, as all below. */
  private final Map<String, FunctionInvoker> clients = new TreeMap<>();

  private String ownAccount;

  /**
   * Invokes with these credentials. Nothing is called yet.
   *
   * @param allowed what names must fit; checked by the caller
   */
  public RegionalInvoker(AwsAccess access, List<NamePattern> allowed, Clock clock) {
    this.access = access;
    this.allowed = List.copyOf(allowed);
    this.clock = clock;
    this.credentials = new AwsClients(access);
  }

  @Override
  public List<NamePattern> allowed() {
    return allowed;
  }

  @Override
  public String problem() {
    return problem;
  }

  /**
   * Looks whether there are credentials and a region, for {@link #problem}. May wait for seconds.
   */
  public void look() {
    try {
      credentials.region();
      credentials.find();
      problem = null;
    } catch (SdkException e) {
      problem = AwsFaults.words(e, NEEDED);
    }
  }

  @Override
  public String account(InvokeTarget target) {
    if (target.account() != null || access.endpoint() != null) {
      return target.account();
    }
    synchronized (this) {
      if (ownAccount == null) {
        AwsIdentity identity = AwsIdentity.orNull(access);
        ownAccount = identity == null ? null : identity.account();
      }
      return ownAccount;
    }
  }

  @Override
  public Invoked invoke(InvokeTarget target, byte[] payload) throws AwsCallException {
    FunctionInvoker client;
    try {
      client = client(target.region());
    } catch (SdkException e) {
      throw new AwsCallException(e, NEEDED);
    }
    return client.invoke(target.nameOrArn(), target.qualifier(), payload);
  }

  /** The regions that AWS's client knows bound how many there can be. */
  private synchronized FunctionInvoker client(String region) {
    if (region != null && !Region.regions().contains(Region.of(region))) {
      throw new IllegalArgumentException(
          "'region' is '%s': give one of AWS's, such as eu-west-1.".formatted(region));
    }
    return clients.computeIfAbsent(
        region == null ? "" : region,
        made -> new FunctionInvoker(region == null ? access : access.in(region), clock));
  }

  @Override
  public synchronized void close() {
    clients.values().forEach(FunctionInvoker::close);
    clients.clear();
    credentials.close();
  }
}
