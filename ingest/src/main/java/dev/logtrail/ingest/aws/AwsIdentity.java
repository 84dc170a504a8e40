package dev.logtrail.ingest.aws;

import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Who AWS takes the caller for. To ask takes no permission.
 *
 * @param account the account
 * @param arn the user or the role
 */
public record AwsIdentity(String account, String arn) {
  private static final AwsPermission ASK = new AwsPermission("sts:GetCallerIdentity", "*");

  /** Asks, and adds the outcome to a list; null if that failed. */
  public static AwsIdentity tried(List<AwsTrial> trials, AwsAccess access) {
    return AwsTrial.add(trials, ASK, () -> ask(access));
  }

  /** Asks; null if AWS does not say. */
  public static AwsIdentity orNull(AwsAccess access) {
    try {
      return ask(access);
    } catch (SdkException e) {
      return null;
    }
  }

  private static AwsIdentity ask(AwsAccess access) {
    try (AwsClients clients = new AwsClients(access);
        StsClient client = clients.configure(StsClient.builder()).build()) {
      GetCallerIdentityResponse answer = client.getCallerIdentity();
      return new AwsIdentity(answer.account(), answer.arn());
    }
  }
}
