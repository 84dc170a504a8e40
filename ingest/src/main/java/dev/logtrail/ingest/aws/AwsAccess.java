package dev.logtrail.ingest.aws;

import java.io.Serializable;
import java.net.URI;

/**
 * Whose credentials are used, and where AWS is. Nothing in it is a secret: credentials are found
 * where calls are made, by the SDK's default chain (variables, profiles, SSO, the role of the
 * machine).
 *
 * @param region the region, such as {@code eu-west-1}; null to let the SDK find it as it finds
 *     credentials
 * @param endpoint another address than AWS's, for emulators and VPC endpoints; null for AWS's
 * @param profile a profile of the user's AWS configuration; null for the default one
 * @param role the ARN of a role to assume; null to use the credentials as they are
 */
public record AwsAccess(String region, URI endpoint, String profile, String role)
    implements Serializable {

  /** The same in another region. */
  public AwsAccess in(String otherRegion) {
    return new AwsAccess(otherRegion, endpoint, profile, role);
  }

  /** The same with the credentials of a role. */
  public AwsAccess as(String otherRole) {
    return new AwsAccess(region, endpoint, profile, otherRole);
  }
}
