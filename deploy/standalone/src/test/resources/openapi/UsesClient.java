import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.DefaultApi;
import org.openapitools.client.model.Entry;
import org.openapitools.client.model.Insights;
import org.openapitools.client.model.ListTrails200Response;
import org.openapitools.client.model.Trail;

/** What a program does with the client that openapi.json makes: asks a running service. */
public final class UsesClient {
  private UsesClient() {}

  /** Arguments: the service's address, and a request id. */
  public static void main(String[] args) throws Exception {
    ApiClient client = new ApiClient();
    client.updateBaseUri(args[0]);
    DefaultApi api = new DefaultApi(client);
    ListTrails200Response list =
        api.listTrails(
            DefaultApi.APIListTrailsRequest.newBuilder().function("orders").limit(10).build());
    System.out.println("listed " + list.getTrails().size());
    System.out.println("completeness " + list.getCompleteness().getState().getValue());
    Trail trail =
        api.getTrail(DefaultApi.APIGetTrailRequest.newBuilder().requestId(args[1]).build())
            .getTrails()
            .get(0);
    System.out.println("outcome " + trail.getOutcome().getValue());
    System.out.println("billed " + trail.getReport().getBilledDurationMs());
    for (Entry entry : trail.getEntries()) {
      System.out.println("entry " + entry.getMessage());
    }
    Insights insights =
        api.getInsights(DefaultApi.APIGetInsightsRequest.newBuilder().function("orders").build());
    System.out.println("insights of " + insights.getBasedOn().getRequests());
    System.out.println("feed " + (api.getStatus().getFlushNo() > 0));
    try {
      api.getTrail(DefaultApi.APIGetTrailRequest.newBuilder().requestId("nobody").build());
    } catch (ApiException e) {
      System.out.println("refused " + e.getCode());
    }
  }
}
