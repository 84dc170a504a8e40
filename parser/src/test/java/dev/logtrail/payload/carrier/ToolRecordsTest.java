package dev.logtrail.payload.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtrail.payload.PayloadDecoder;
import dev.logtrail.payload.PieceDecoder;
import dev.logtrail.payload.decoding.DecodedCollector;
import dev.logtrail.trail.LogEvent;
import dev.logtrail.trail.LogStream;
import dev.logtrail.trail.Source;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON of log stores: what carries an event, and what is one itself. */
class ToolRecordsTest {
  private static final LogStream DEFAULTS = new LogStream("1", "eu-west-1", "/aws/lambda/f", "s");
  private static final String ID = "11111111-1111-4111-8111-111111111111";
  private static final String START = "START RequestId: " + ID + " Version: 1";
  private static final String LINE = "a line of the function";
  private static final String TIME = "2026-11-20T10:00:00.000Z";

  /** Two events each; S and L stand for their texts. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // New Relic
        "[{'timestamp':1795168800000,'message':'S','aws.logGroup':'g'},{'timestamp':1795168800001,'message':'L','aws.logGroup':'g'}]",
        // Loki: Grafana's download, logcli, the API
        "[{'line':'S','timestamp':'1795168800000000000','date':'d','fields':{}},{'line':'L','timestamp':'1795168800001000000','date':'d','fields':{}}]",
        "{'labels':{},'line':'S','timestamp':'T'}\n{'labels':{},'line':'L','timestamp':'T'}",
        "{'status':'success','data':{'resultType':'streams','result':[{'stream':{'a':'b'},'values':[['1795168800000000000','S'],['1795168800001000000','L']]}]}}",
        // Datadog
        "{'data':[{'id':'A','type':'log','attributes':{'timestamp':'T','message':'S','tags':['a','b']}},{'id':'B','attributes':{'timestamp':'T','message':'L'}}]}",
        // Elasticsearch
        "{'took':3,'hits':{'hits':[{'_id':'1','_source':{'@timestamp':'T','message':'S'}},{'_id':'2','_source':{'@timestamp':'T','message':'L'}}]}}",
        // Splunk
        "{'preview':false,'result':{'_raw':'S','_time':'T'}}\n"
            + "{'preview':false,'result':{'_raw':'L','_time':'T'}}",
        "{'_raw':'S','_time':'T','host':'h'}\n{'_raw':'L','_time':'T','host':'h'}",
        // journalctl -o json
        "{'__REALTIME_TIMESTAMP':'1795168800123456','PRIORITY':'6','MESSAGE':'L'}\n"
            + "{'__REALTIME_TIMESTAMP':'1795168800123456','PRIORITY':'6','MESSAGE':'S'}",
        // Coralogix, Logz.io, Sumo Logic
        "{'coralogix.metadata.logId':'3','timestamp':1795168800123000000,'text':'S'}\n"
            + "{'coralogix.metadata.logId':'4','timestamp':1795168800124000000,'text':'L'}",
        "{'@timestamp':'T','message':'S','type':'lambda'}\n{'@timestamp':'T','message':'L','type':'lambda'}",
        "{'fields':[],'messages':[{'map':{'_messagetime':'1795168800123','_raw':'S'}},{'map':{'_messagetime':'1795168800123','_raw':'L'}}]}",
        // OpenTelemetry
        "{'resourceLogs':[{'resource':{},'scopeLogs':[{'logRecords':[{'observedTimeUnixNano':'1795169900000000000','timeUnixNano':'1795168800123000000','body':{'stringValue':'S'}},{'timeUnixNano':'1795168800123000000','body':{'stringValue':'L'}}]}]}]}",
        // keys of somebody's own
        "{'t':1795168800123,'m':'S'}\n{'t':1795168800123,'m':'L'}",
        // what is sent to Elasticsearch
        "{'index':{'_index':'a'}}\n{'@timestamp':'T','@message':'S'}\n{'index':{'_index':'a'}}\n{'@timestamp':'T','@message':'L'}",
      })
  void eventsAreTakenOut(String json) throws Exception {
    List<LogEvent> events =
        read(
            json.replace('\'', '"')
                .replaceAll("(?<=:\\[?|,)\"S\"", '"' + START + '"')
                .replaceAll("(?<=:|,)\"L\"", '"' + LINE + '"')
                .replace("\"T\"", '"' + TIME + '"'));
    assertThat(events).extracting(LogEvent::message).containsExactlyInAnyOrder(START, LINE);
    assertThat(events).allMatch(e -> e.timestamp() / 1_000 == 1_795_168_800);
  }

  @Test
  void aStreamIsFoundByWhatItLooksLike() throws Exception {
    String stream = "2026/11/20/[7]fedcba9876543210fedcba9876543210";
    String otlp =
        """
        {"resourceLogs":[{"resource":{"attributes":[
          {"key":"g","value":{"stringValue":"/aws/lambda/orders"}},
          {"key":"s","value":{"stringValue":"%s"}}]},
         "scopeLogs":[{"logRecords":[{"timeUnixNano":"1795168800123000000","body":{"stringValue":"%s"}}]}]}]}
        """
            .formatted(stream, START);
    DecodedCollector collector = new DecodedCollector();
    try (PayloadDecoder decoder = new PayloadDecoder()) {
      PieceDecoder pieces = decoder.pieces(DEFAULTS, Source.FILE, collector);
      byte[] bytes = otlp.getBytes(StandardCharsets.UTF_8);
      pieces.accept(bytes, 0, bytes.length);
      pieces.finish();
    }
    assertThat(collector.decoded().batches())
        .singleElement()
        .satisfies(
            b -> {
              assertThat(b.stream().logStream()).isEqualTo(stream);
              assertThat(b.stream().logGroup()).isEqualTo("/aws/lambda/orders");
            });
  }

  /** {@code P} stands for a payload in gzip and base64, {@code J} for one as a string. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Records':[{'SequenceNumber':'1','Data':'P','PartitionKey':'x'}],'MillisBehindLatest':0}",
        "{'Records':[{'kinesis':{'data':'P','sequenceNumber':'1'},'eventSource':'aws:kinesis'}]}",
        "{'invocationId':'1','deliveryStreamArn':'a','region':'r','records':[{'recordId':'1','data':'P'}]}",
        "{'Messages':[{'MessageId':'1','Body':J}]}",
        "{'Type':'Notification','Message':J}",
      })
  void payloadsAreFoundInWhatWrapsThem(String wrapper) throws Exception {
    String payload =
        "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"1\",\"logGroup\":\"g\",\"logStream\":\"s\","
            + "\"subscriptionFilters\":[],\"logEvents\":[{\"id\":\"1\",\"timestamp\":1,\"message\":\""
            + START
            + "\"}]}";
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(payload.getBytes(StandardCharsets.UTF_8));
    }
    String base64 = Base64.getEncoder().encodeToString(packed.toByteArray());
    String quoted = '"' + payload.replace("\"", "\\\"") + '"';
    assertThat(
            read(
                wrapper
                    .replace('\'', '"')
                    .replace("J}", quoted + "}")
                    .replace("P\"", base64 + "\"")))
        .extracting(LogEvent::message)
        .containsExactly(START);
  }

  @Test
  void nothingOfCloudLoggingVanishes() throws Exception {
    String entry =
        "{\"logName\":\"l\",\"resource\":{\"labels\":{}},\"timestamp\":\""
            + TIME
            + "\",\"insertId\":\"%d\",\"labels\":{\"execution_id\":\"abc123xyz\"},%s}";
    String list =
        "{\"entries\":["
            + entry.formatted(1, "\"jsonPayload\":[1,2]")
            + ","
            + entry.formatted(2, "\"protoPayload\":{\"methodName\":\"m\"}")
            + "],\"nextPageToken\":\"x\"}";
    assertThat(read(list))
        .extracting(LogEvent::message)
        .satisfiesExactly(
            m -> assertThat(m).contains("\"requestId\":\"abc123xyz\"", "\"jsonPayload\":[1,2]"),
            m -> assertThat(m).contains("\"protoPayload\":{\"methodName\":\"m\"}"));
  }

  @Test
  void aLogInOneValueIsReadLineByLine() throws Exception {
    assertThat(
            read(
                "{\"log\":{\"type\":\"string\",\"value\":\""
                    + START
                    + "\\n"
                    + LINE
                    + "\\nEND RequestId: "
                    + ID
                    + "\\n\"}}"))
        .extracting(LogEvent::message)
        .containsExactly(START, LINE, "END RequestId: " + ID);
  }

  @Test
  void whatAFunctionLogsStaysWhole() throws Exception {
    List<String> lines =
        List.of(
            "{\"level\":\"info\",\"message\":\"" + START + "\",\"app\":1}",
            "{\"level\":\"info\",\"message\":\"other\",\"app\":1}",
            "{\"msg\":\"x\",\"detail\":{\"message\":\"not of the platform\"}}");
    List<LogEvent> events = read(String.join("\n", lines));
    // A line of the platform is one, whoever writes it into a record; nothing else is taken apart.
    assertThat(events)
        .extracting(LogEvent::message)
        .containsExactly(START, lines.get(1), lines.get(2));
  }

  @Test
  void theAnswerOfInvokeHoldsTheEndOfTheLog() throws Exception {
    String report = "{\"time\":\"" + TIME + "\",\"type\":\"platform.report\",\"record\":{}}";
    String log = START + "\n" + LINE + "\n" + report + report + "\n";
    String base64 = Base64.getEncoder().encodeToString(log.getBytes(StandardCharsets.UTF_8));
    assertThat(read("{\"StatusCode\":200,\"LogResult\":\"" + base64 + "\"}"))
        .extracting(LogEvent::message)
        .containsExactly(START, LINE, report, report);
  }

  private static List<LogEvent> read(String text) throws Exception {
    DecodedCollector collector = new DecodedCollector();
    try (PayloadDecoder decoder = new PayloadDecoder()) {
      PieceDecoder pieces = decoder.pieces(DEFAULTS, Source.FILE, collector, null);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      pieces.accept(bytes, 0, bytes.length);
      pieces.finish();
    }
    assertThat(collector.decoded().rejected()).isEmpty();
    return collector.decoded().batches().stream().flatMap(b -> b.events().stream()).toList();
  }
}
