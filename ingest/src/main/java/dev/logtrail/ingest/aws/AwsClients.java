package dev.logtrail.ingest.aws;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * Makes clients of AWS that share credentials, time-outs and the SDK's own retries. Closing one
 * ends what it holds; clients are closed by who asked for them.
 */
public final class AwsClients implements AutoCloseable {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
  private static final Duration CALL_WITHIN = Duration.ofSeconds(60);
  private static final String SESSION = "logtrail";

  private final AwsAccess access;
  private final DefaultCredentialsProvider found;
  private final AwsCredentialsProvider own;
  private final StsClient sts;
  private final StsAssumeRoleCredentialsProvider assumed;

  /** Clients for {@code access}; nothing is called yet. */
  public AwsClients(AwsAccess access) {
    this.access = access;
    this.found = credentials(access);
    this.own = isOnThisMachine(access) ? orAny(found) : found;
    if (access.role() == null) {
      this.sts = null;
      this.assumed = null;
    } else {
      this.sts = configure(StsClient.builder(), own, Duration.ZERO).build();
      this.assumed =
          StsAssumeRoleCredentialsProvider.builder()
              .stsClient(sts)
              .refreshRequest(role -> role.roleArn(access.role()).roleSessionName(SESSION))
              .build();
    }
  }

  private static DefaultCredentialsProvider credentials(AwsAccess access) {
    DefaultCredentialsProvider.Builder builder = DefaultCredentialsProvider.builder();
    return access.profile() == null
        ? builder.build()
        : builder.profileName(access.profile()).build();
  }

  private static boolean isOnThisMachine(AwsAccess access) {
    String host = access.endpoint() == null ? "" : access.endpoint().getHost();
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  /** An emulator takes any credentials, but wants some. */
  private static AwsCredentialsProvider orAny(AwsCredentialsProvider found) {
    AwsCredentials any = AwsBasicCredentials.create("emulator", "emulator");
    return AwsCredentialsProviderChain.builder()
        .credentialsProviders(found, StaticCredentialsProvider.create(any))
        .build();
  }

  /** A builder that is ready to build, such as of {@code KinesisClient.builder()}. */
  public <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configure(B builder) {
    return configure(builder, credentials(), Duration.ZERO);
  }

  /**
   * The same for calls that take long.
   *
   * @param atLeast how long one answer may take
   */
  public <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B patient(
      B builder, Duration atLeast) {
    return configure(builder, credentials(), atLeast);
  }

  private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configure(
      B builder, AwsCredentialsProvider credentials, Duration atLeast) {
    boolean patient = atLeast.compareTo(ANSWER_WITHIN) > 0;
    Duration answer = patient ? atLeast : ANSWER_WITHIN;
    B ready =
        builder
            .credentialsProvider(credentials)
            .region(region())
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT_WITHIN)
                    .socketTimeout(answer))
            .overrideConfiguration(overrides(access, answer).build());
    return access.endpoint() == null || builder instanceof StsClientBuilder
        ? ready
        : ready.endpointOverride(access.endpoint());
  }

  /**
   * A builder of a client whose answers go on for long, such as Live Tail's.
   *
   * @param atMost how long one may
   */
  public <B extends AwsClientBuilder<B, ?> & AwsAsyncClientBuilder<B, ?>> B streaming(
      B builder, Duration atMost) {
    B ready =
        builder
            .credentialsProvider(credentials())
            .region(region())
            .httpClientBuilder(new JdkAsyncHttpClient.Builder(CONNECT_WITHIN))
            .overrideConfiguration(once(access, atMost));
    return access.endpoint() == null ? ready : ready.endpointOverride(access.endpoint());
  }

  /** The credentials that calls are signed with. */
  public AwsCredentialsProvider credentials() {
    return assumed == null ? own : assumed;
  }

  /** What HTTP calls are made with that no client of the SDK makes; closed by who asked for it. */
  public static SdkHttpClient http() {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(CONNECT_WITHIN)
        .socketTimeout(ANSWER_WITHIN)
        .build();
  }

  /** How calls are made that are never repeated, since each has an effect. */
  public static ClientOverrideConfiguration once(AwsAccess access, Duration answer) {
    return overrides(access, answer).retryStrategy(AwsRetryStrategy.doNotRetry()).build();
  }

  /**
   * How calls are made by who heeds throttling itself, and must see it; what else may be over at
   * once is repeated by the SDK.
   */
  public static ClientOverrideConfiguration tellingThrottling(AwsAccess access) {
    return overrides(access, ANSWER_WITHIN)
        .retryStrategy(
            DefaultRetryStrategy.standardStrategyBuilder()
                .useClientDefaults(false) // They repeat what was throttled, unseen.
                .retryOnException(AwsFaults::isPassing)
                .build())
        .build();
  }

  /** How calls are made of which there are many in a row: throttled ones are made more slowly. */
  public static ClientOverrideConfiguration slowingDown(AwsAccess access) {
    return overrides(access, ANSWER_WITHIN).retryStrategy(RetryMode.ADAPTIVE_V2).build();
  }

  private static ClientOverrideConfiguration.Builder overrides(AwsAccess access, Duration answer) {
    ClientOverrideConfiguration.Builder overrides =
        ClientOverrideConfiguration.builder()
            .apiCallTimeout(answer.compareTo(CALL_WITHIN) > 0 ? answer : CALL_WITHIN)
            .apiCallAttemptTimeout(answer)
            .retryStrategy(RetryMode.STANDARD);
    if (access.endpoint() != null) {
      // The endpoint is meant as it is: no account or operation goes before its name.
      overrides.putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true);
    }
    if (access.profile() != null) {
      overrides.defaultProfileName(access.profile());
    }
    return overrides;
  }

  /**
   * Looks for credentials.
   *
   * @throws SdkException if there are none, or the role cannot be assumed
   */
  public void find() {
    (assumed == null ? own : assumed).resolveCredentials();
  }

  /**
   * The region that calls go to.
   *
   * @throws SdkClientException if none is given anywhere
   */
  public Region region() {
    if (access.region() != null) {
      return Region.of(access.region());
    }
    DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder();
    try {
      return (access.profile() == null ? chain : chain.profileName(access.profile()))
          .build()
          .getRegion();
    } catch (SdkClientException e) {
      if (access.endpoint() == null) {
        throw e;
      }
      return Region.US_EAST_1; // As emulators do.
    }
  }

  @Override
  public void close() {
    found.close();
    if (assumed != null) {
      assumed.close();
      sts.close();
    }
  }
}
