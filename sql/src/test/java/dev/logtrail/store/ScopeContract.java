package dev.logtrail.store;

import static dev.logtrail.store.SampleTrails.T0;
import static dev.logtrail.store.SampleTrails.trail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtrail.pattern.FilterPattern;
import dev.logtrail.store.stats.FunctionSummary;
import dev.logtrail.text.NamePattern;
import dev.logtrail.trail.Basis;
import dev.logtrail.trail.Invocation;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Scope;
import dev.logtrail.trail.Source;
import dev.logtrail.trail.TrailEvent;
import dev.logtrail.trail.TrailKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a reader who may see some accounts and log groups is told, and what it is not. */
public abstract class ScopeContract extends StoreKit {
  private static final String MINE = "111111111111";
  private static final String THEIRS = "222222222222";
  private static final Scope ACCOUNT = scope(List.of(MINE), List.of());
  private static final Scope GROUP = scope(List.of(), List.of("/aws/lambda/shop-*", "/shop/*"));

  private StoredTrail hidden;

  private static Scope scope(List<String> accounts, List<String> groups) {
    return new Scope(
        accounts.stream().map(NamePattern::new).toList(),
        groups.stream().map(NamePattern::new).toList());
  }

  private static LogStream stream(String account, String group, String name) {
    return new LogStream(account, "eu-west-1", group, name);
  }

  private TrailWrite of(String account, String group, String name, String id, long at) {
    return trail(writer, TrailKey.request(stream(account, group, name), id, 1))
        .start(at)
        .traceId("1-a-b")
        .write();
  }

  private static Invocation result(String account, String function, String id) {
    Invocation i =
        SampleTrails.ofAccount(account, SampleTrails.invocation(id, "a log\n", null, T0));
    return new Invocation(
        i.account(), i.region(), function, null, id, i.log(), false, 200, null, "{}", T0);
  }

  /** Two accounts with a function of one name, and in one of them two teams. */
  @BeforeEach
  void fill() {
    String name = "2026/11/20/[$LATEST]aa";
    String cart = "2026/11/20/shop-cart[$LATEST]bb";
    TrailWrite theirs = of(THEIRS, "/aws/lambda/shop-cart", name, "shared", T0 + 4);
    writer.flush(
        new Flush(
            List.of(
                of(MINE, "/aws/lambda/shop-cart", name, "shared", T0 + 1),
                of(MINE, "/aws/lambda/bank", name, "bank-1", T0 + 2),
                // The same function and request, logged where another team's logs lie.
                of(MINE, "/bank/all", cart, "shared", T0),
                of(MINE, "/shop/all", cart, "shop-2", T0 + 3),
                theirs),
            List.of(),
            List.of(
                result(MINE, "shop-cart", "shared"),
                result(MINE, "shop-cart", "alone"),
                result(MINE, "bank", "bank-alone"),
                result(MINE, "bank", "bank-1"),
                result(THEIRS, "shop-cart", "theirs-alone")),
            List.of(),
            Map.of()));
    hidden = reader.byTrailId(theirs.row().trailId(), theirs.row().day());
  }

  private static List<String> ids(TrailReader of) {
    return of.list(TrailQuery.builder().build()).trails().stream()
        .map(t -> t.row().header().key())
        .map(k -> k.stream().account().charAt(0) + " " + k.requestId())
        .sorted()
        .toList();
  }

  @Test
  void lists_and_traces_hold_what_lies_in_the_scope() {
    assertThat(ids(reader.within(ACCOUNT)))
        .containsExactly("1 alone", "1 bank-1", "1 bank-alone", "1 shared", "1 shared", "1 shop-2");
    assertThat(ids(reader.within(GROUP)))
        .containsExactly("1 alone", "1 shared", "1 shop-2", "2 shared", "2 theirs-alone");
    TrailQuery trace = TrailQuery.builder().traceId("1-a-b").build();
    assertThat(reader.within(GROUP).list(trace).trails()).hasSize(3);
    TrailQuery named = TrailQuery.builder().account(THEIRS).build();
    assertThat(reader.within(ACCOUNT).list(named).trails()).isEmpty();
  }

  /** Headers are derived anew where a log result comes: then its events have to tell the tenant. */
  private static TrailEvent started(String tenant) {
    String start =
        "{\"time\":\"2026-11-20T10:00:00.000Z\",\"type\":\"platform.start\","
            + "\"record\":{\"requestId\":\"%1$s-1\",\"tenantId\":\"%1$s\"}}";
    LogEvent event = new LogEvent(tenant, T0, start.formatted(tenant), 1);
    return new TrailEvent(event, Basis.REQUEST_ID, false, Source.SUBSCRIPTION);
  }

  /** Trails, log results beside them and counts, of one function that two tenants share. */
  @Test
  void a_scope_of_tenants_holds_their_requests_and_nothing_that_tells_no_tenant() {
    String name = "2026/11/20/[$LATEST]cc";
    LogStream pool = stream(MINE, "/aws/lambda/pool", name);
    List<TrailWrite> writes =
        Stream.of("blue", "red", "blueish")
            .map(
                tenant ->
                    trail(writer, TrailKey.request(pool, tenant + "-1", 1))
                        .tenantId(tenant)
                        .events(List.of(started(tenant)))
                        .start(T0)
                        .write())
            .toList();
    writer.flush(
        new Flush(
            writes,
            List.of(),
            List.of(
                result(MINE, "pool", "blue-1"),
                result(MINE, "pool", "red-1"),
                result(MINE, "pool", "alone-1")),
            List.of(),
            Map.of()));
    TrailReader blue =
        reader.within(new Scope(List.of(), List.of(), List.of(new NamePattern("blue"))));

    assertThat(ids(blue)).containsExactly("1 blue-1");
    assertThat(blue.request("blue-1").trails()).hasSize(1);
    assertThat(blue.request("blue-1").invocations()).hasSize(1);
    for (String other : List.of("red-1", "blueish-1", "alone-1", "shared", "alone")) {
      assertThat(blue.request(other)).isEqualTo(blue.request("nowhere"));
    }
    TrailWrite red = writes.get(1);
    assertThat(blue.byTrailId(red.row().trailId(), red.row().day())).isNull();
    assertThatThrownBy(() -> blue.withEvents(List.of(red.row())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(blue.list(TrailQuery.builder().function("pool").build()).trails()).hasSize(1);
    assertThat(blue.list(TrailQuery.builder().tenantId("red").build()).trails()).isEmpty();
    assertThat(blue.functions(0)).extracting(FunctionSummary::functionName).containsExactly("pool");
    assertThat(blue.functions(0).get(0).requests()).isEqualTo(1);
    Scope both =
        new Scope(
            List.of(), List.of(new NamePattern("/other/*")), List.of(new NamePattern("blue*")));
    assertThat(ids(reader.within(both))).isEmpty();
  }

  @Test
  void pages_are_full_though_others_lie_between() {
    TrailPage first = reader.within(ACCOUNT).list(TrailQuery.builder().limit(4).build());
    TrailQuery next = TrailQuery.builder().limit(4).cursor(first.nextCursor()).build();

    assertThat(first.trails()).hasSize(4);
    assertThat(reader.within(ACCOUNT).list(next).trails()).hasSize(2);
    assertThat(reader.within(ACCOUNT).list(next).nextCursor()).isNull();
  }

  @Test
  void a_request_is_what_of_it_lies_in_the_scope() {
    assertThat(reader.request("shared").trails()).hasSize(3);
    assertThat(reader.within(ACCOUNT).request("shared").trails()).hasSize(2);
    assertThat(reader.within(GROUP).request("shared").trails())
        .extracting(t -> t.row().header().key().stream().logGroup())
        .containsOnly("/aws/lambda/shop-cart");
    StoredRequest unknown = reader.within(ACCOUNT).request("theirs-alone");
    assertThat(unknown).isEqualTo(reader.within(ACCOUNT).request("nobody's"));
    assertThat(reader.within(ACCOUNT).byTrailId(hidden.row().trailId(), hidden.row().day()))
        .isNull();
    assertThatThrownBy(() -> reader.within(ACCOUNT).withEvents(List.of(hidden.row())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_log_result_lies_where_all_trails_of_its_request_lie() {
    assertThat(reader.within(GROUP).request("alone").invocations()).hasSize(1);
    assertThat(reader.within(GROUP).request("bank-1").invocations()).isEmpty();
    assertThat(reader.within(GROUP).logResultArrivals(List.of("alone"))).hasSize(1);
    assertThat(reader.within(GROUP).logResultArrivals(List.of("bank-1", "bank-alone"))).isEmpty();
    assertThat(reader.within(GROUP).request("bank-alone").invocations()).isEmpty();
    // One of its attempts is another team's: whose log this is cannot be told.
    assertThat(reader.within(GROUP).request("shared").invocations()).isEmpty();
    assertThat(reader.within(ACCOUNT).request("shared").invocations()).hasSize(1);
  }

  @Test
  void attempts_are_counted_among_those_in_the_scope() {
    Stream<ListedTrail> listed =
        reader.within(GROUP).list(TrailQuery.builder().build()).trails().stream();
    assertThat(listed.map(ListedTrail::attempt)).containsOnly(1);
  }

  @Test
  void functions_are_told_and_counted_as_far_as_they_lie_in_the_scope() {
    assertThat(reader.within(ACCOUNT).functions(0))
        .extracting(FunctionSummary::account)
        .containsOnly(MINE);
    List<FunctionSummary> functions = reader.within(GROUP).functions(0);
    assertThat(functions).extracting(FunctionSummary::functionName).containsOnly("shop-cart");
    assertThat(functions.get(0).account()).isEqualTo(MINE);
    assertThat(functions.get(0).requests()).isBetween(2L, 3L); // A log result alone may count.
  }

  @Test
  void candidates_of_a_search_are_not_counted() {
    var tokens = FilterPattern.parse("line").requiredTokens();
    assertThat(reader.within(ACCOUNT).candidates(tokens, null, null).isCounted()).isFalse();
    assertThat(reader.candidates(tokens, null, null).isCounted()).isTrue();
  }

  @Test
  void characters_of_sql_patterns_are_plain_and_a_scope_is_never_widened() {
    for (String pattern : List.of("1111%", "11111111111_", "\\*", "*'", "%")) {
      assertThat(ids(reader.within(scope(List.of(pattern), List.of())))).isEmpty();
    }
    assertThat(ids(reader.within(scope(List.of("1*1"), List.of("*bank*"))))).hasSize(3);
    assertThatThrownBy(() -> reader.within(ACCOUNT).within(Scope.ALL))
        .isInstanceOf(IllegalStateException.class);
  }
}
