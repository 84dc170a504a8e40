package dev.logtrail.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class PriceTableTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  /** A list in the form of AWS's own, of two regions, with a product that is of no use here. */
  private static final String OFFER =
      """
      {"formatVersion":"v1.0","offerCode":"AWSLambda","version":"20261001070000",
       "publicationDate":"2026-10-01T07:00:00Z","products":{
        "S1":{"sku":"S1","productFamily":"Serverless","attributes":{"servicecode":"AWSLambda",
          "regionCode":"eu-west-1","group":"AWS-Lambda-Duration","usagetype":"EU-Lambda-GB-Second"}},
        "S2":{"sku":"S2","attributes":{"regionCode":"eu-west-1","usagetype":"EU-Request"}},
        "S3":{"sku":"S3","attributes":{"regionCode":"eu-west-1",
          "usagetype":"EU-Lambda-GB-Second-ARM"}},
        "S4":{"sku":"S4","attributes":{"regionCode":"us-east-1","usagetype":"Lambda-Edge-Request"}},
        "S5":{"sku":"S5","attributes":{"regionCode":"il-central-1",
          "usagetype":"ILC1-Lambda-GB-Second"}},
        "S6":{"sku":"S6","attributes":{"regionCode":"il-central-1","usagetype":"ILC1-Request"}}},
       "terms":{"OnDemand":{
        "S1":{"S1.J":{"offerTermCode":"J","effectiveDate":"2026-10-01T00:00:00Z","priceDimensions":{
          "a":{"unit":"Lambda-GB-Second","beginRange":"6000000000","endRange":"Inf",
               "pricePerUnit":{"USD":"0.0000140000"}},
          "b":{"unit":"Lambda-GB-Second","beginRange":"0","endRange":"6000000000",
               "pricePerUnit":{"USD":"0.0000160000"}}}}},
        "S2":{"S2.J":{"effectiveDate":"2026-10-01T00:00:00Z","priceDimensions":{
          "a":{"beginRange":"0","endRange":"Inf","pricePerUnit":{"USD":"0.0000003000"}}}}},
        "S3":{"S3.J":{"effectiveDate":"2026-10-01T00:00:00Z","priceDimensions":{
          "a":{"beginRange":"0","endRange":"Inf","pricePerUnit":{"USD":"0.0000120000"}}}}},
        "S4":{"S4.J":{"effectiveDate":"2026-10-01T00:00:00Z","priceDimensions":{
          "a":{"beginRange":"0","endRange":"Inf","pricePerUnit":{"USD":"0.0000006000"}}}}},
        "S5":{"S5.J":{"effectiveDate":"2026-10-01T00:00:00Z","priceDimensions":{
          "a":{"beginRange":"0","endRange":"Inf","pricePerUnit":{"USD":"0.0000190000"}}}}},
        "S6":{"S6.J":{"effectiveDate":"2026-10-01T00:00:00Z","priceDimensions":{
          "a":{"beginRange":"0","endRange":"Inf","pricePerUnit":{"USD":"0.0000002300"}}}}}}}}
      """;

  private static ByteArrayInputStream in(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void the_built_in_table_is_written_and_read_back() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PriceTableJson.write(PriceTable.builtIn(), bytes);

    assertThat(PriceTableJson.read(new ByteArrayInputStream(bytes.toByteArray())))
        .isEqualTo(PriceTable.builtIn());
    assertThat(PriceTable.builtIn().regions()).hasSizeGreaterThan(20);
  }

  @Test
  void aws_own_list_is_read() throws IOException {
    PriceTable table = AwsPriceList.read(in(OFFER));

    assertThat(table.version()).isEqualTo("2026-10-01");
    assertThat(table.regions())
        .extracting(RegionPrices::region)
        .containsExactly("eu-west-1", "il-central-1");
    RegionPrices ireland = table.of("eu-west-1", DAY);
    assertThat(ireland.request()).isEqualTo("0.0000003000");
    assertThat(ireland.compute().get(Architecture.X86_64).gbSecond())
        .containsExactly(
            new Tier(BigDecimal.ZERO, new BigDecimal("0.0000160000")),
            new Tier(new BigDecimal("6000000000"), new BigDecimal("0.0000140000")));
    assertThat(ireland.compute().get(Architecture.ARM64).firstTier()).isEqualTo("0.0000120000");
  }

  @Test
  void newer_prices_leave_older_days_alone() throws IOException {
    PriceTable table = PriceTable.builtIn().with(AwsPriceList.read(in(OFFER)));

    assertThat(table.of("eu-west-1", LocalDate.of(2026, 9, 30)).request()).isEqualTo("0.0000002");
    assertThat(table.of("eu-west-1", LocalDate.of(2026, 10, 1)).request())
        .isEqualTo("0.0000003000");
    assertThat(table.of("us-east-1", DAY).request()).isEqualTo("0.0000002");
    // the first prices of a region are better than none
    assertThat(table.of("il-central-1", LocalDate.of(2024, 1, 1)).request())
        .isEqualTo("0.0000002300");
    assertThat(table.with(AwsPriceList.read(in(OFFER)))).isEqualTo(table);
  }

  @Test
  void other_files_are_told_apart() {
    assertThatThrownBy(() -> AwsPriceList.read(in("{\"offerCode\":\"AmazonEC2\"}")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("right would be the offer file of AWSLambda");
    assertThatThrownBy(() -> AwsPriceList.read(in("[]"))).hasMessageContaining("no JSON object");
    assertThatThrownBy(() -> PriceTableJson.read(in("{\"version\":\"x\"}")))
        .hasMessageContaining("'regions' is no list");
  }
}
